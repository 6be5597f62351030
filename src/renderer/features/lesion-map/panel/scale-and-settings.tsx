import type { LesionMap as Map } from '../../../../shared/photo/photo';
import { isFoundOtherwise } from '../../../../shared/engine/found-otherwise';
import { workingScaleWords } from '../../../../shared/photo/working-scale';
import { useEngine } from '../../../api/engine-store';
import { Button } from '../../../ui/button';
import styles from './panel.module.css';

interface ScaleAndSettingsProps {
  readonly map: Map;
  readonly busy: boolean;
  readonly onAnalyse: () => void;
}

/** In which size the photo was looked at, and whether the model would say something else by now. */
export function ScaleAndSettings({ map: { source }, busy, onAnalyse }: ScaleAndSettingsProps) {
  const status = useEngine((store) => store.status);
  const inUse = status.state === 'loaded' && status.value.process === 'ready' ? status.value.model : null;
  return (
    <>
      {source.scale && (
        <p className={[styles['hint'], styles['scale']].join(' ')}>
          Scale {workingScaleWords(source.scale)}.
        </p>
      )}
      {inUse && isFoundOtherwise(source, inUse) && (
        <p role="status" className={styles['otherwise']}>
          <span>Found before this model’s calibration or threshold was changed.</span>
          <Button disabled={busy} onClick={onAnalyse}>
            Analyse again
          </Button>
        </p>
      )}
    </>
  );
}
