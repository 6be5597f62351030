import { TriangleAlert } from 'lucide-react';
import type { DataInspection } from '../../../../shared/ipc/training';
import type { TrainableModel } from '../../../../shared/training/recipe';
import { countOf } from '../../../ui/format';
import { useTrainable } from '../store/models-store';
import { countsFor } from './order-of-draft';
import styles from './new-run.module.css';

interface DataReportProps {
  readonly report: DataInspection;
  readonly model: TrainableModel;
}

/** What is in the chosen folder, and what is wrong with it. */
export function DataReport({ report, model }: DataReportProps) {
  const { data, datasets, classes, findings, singleLesions, skipped, skippedCount } = report;
  const counts = countsFor({ model }, report);
  const trainable = useTrainable(model);
  return (
    <div className={styles['report']}>
      <p>
        <strong>{data.name}</strong>{' '}
        <span className={styles['muted']}>
          {datasets.length > 1 ? `${countOf(datasets.length, 'dataset')} · ` : ''}
          {[...new Set(datasets.flatMap(({ formats }) => formats))].map(formatName).join(', ')}
        </span>
      </p>
      <dl className={styles['counts']}>
        {(
          [
            ['train', 'to learn from'],
            ['valid', 'to check with'],
            ['test', 'kept for a final test'],
          ] as const
        ).map(([split, what]) => (
          <div key={split}>
            <dd>{counts[split].toLocaleString('en')}</dd>
            <dt>{what}</dt>
          </div>
        ))}
      </dl>
      {singleLesions > 0 && trainable !== null && (
        <p className={styles['muted']}>
          {countOf(singleLesions, 'picture')} of single lesions{' '}
          {trainable.singleLesions
            ? 'beside them: they are laid on photos while it learns.'
            : 'are left out: only the lesion detector learns from them.'}
        </p>
      )}
      {classes.length > 0 && (
        <details className={styles['details']}>
          <summary>
            {countOf(classes.length, 'class', 'classes')}: {classes.map(({ name }) => name).join(', ')}
          </summary>
          <table className={styles['table']}>
            <thead>
              <tr>
                <th scope="col">Class</th>
                <th scope="col">Taken for</th>
                <th scope="col">Photos to learn from</th>
                <th scope="col">to check with</th>
              </tr>
            </thead>
            <tbody>
              {classes.map(({ name, means, photos }) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td>{means}</td>
                  <td>{photos.train.toLocaleString('en')}</td>
                  <td>{photos.valid.toLocaleString('en')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
      {findings.length > 0 && (
        <ul className={styles['findings']} aria-label="What to know about these photos">
          {findings.map((sentence) => (
            <li key={sentence}>
              <TriangleAlert aria-hidden size={16} />
              <span>{sentence}</span>
            </li>
          ))}
        </ul>
      )}
      {skippedCount > 0 && (
        <details className={styles['details']}>
          <summary>{countOf(skippedCount, 'entry', 'entries')} left out</summary>
          <ul className={styles['skipped']}>
            {skipped.map(({ file, line, message }, index) => (
              <li key={index}>
                {file}
                {line === undefined ? '' : `, line ${line}`}: {message}
              </li>
            ))}
            {skippedCount > skipped.length && <li>… and {skippedCount - skipped.length} more</li>}
          </ul>
        </details>
      )}
    </div>
  );
}

const FORMATS: Readonly<Record<string, string>> = {
  seed: 'annotation list',
  yolo: 'YOLO',
  coco: 'COCO',
  voc: 'Pascal VOC',
  csv: 'table of types',
  crops: 'pictures of single lesions',
};
const formatName = (format: string): string => FORMATS[format] ?? format;
