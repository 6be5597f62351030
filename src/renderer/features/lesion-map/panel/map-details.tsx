import { Info } from 'lucide-react';
import type { LesionMap as Map } from '../../../../shared/photo/photo';
import { workingScaleWords } from '../../../../shared/photo/working-scale';
import { Button } from '../../../ui/button';
import { dateTime, duration, percent } from '../../../ui/format';
import { Popover } from '../../../ui/popover';
import styles from './panel.module.css';

/** What produced the marks: model, threshold, engine, device, time. */
export function MapDetails({ map }: { readonly map: Map }) {
  const { source, ms } = map;
  const rows: readonly (readonly [string, string])[] = [
    ['Model', source.model.id],
    ['Weights', source.model.sha256],
    ...(source.model.identity ? ([['Weights as calibrated', source.model.identity]] as const) : []),
    ['Model’s threshold', percent(source.threshold)],
    ...(source.scale ? ([['Scale', workingScaleWords(source.scale)]] as const) : []),
    ['Engine', source.engine.id],
    ['Device', source.engine.device],
    ['Analysed', dateTime(map.finishedAt)],
    ['Took', `${duration(ms.total)} (reading ${duration(ms.decode)}, finding ${duration(ms.infer)})`],
    ['Macule', source.appVersion],
  ];
  return (
    <Popover
      side="left"
      label="How these lesions were found"
      trigger={
        <Button look="bare" aria-label="How these lesions were found" title="How these lesions were found">
          <Info aria-hidden size={18} />
        </Button>
      }
    >
      <h3>How these lesions were found</h3>
      <dl className={styles['details']}>
        {rows.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Popover>
  );
}
