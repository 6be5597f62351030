import type { RunCourse } from '../../../../shared/training/course';
import { figureText } from '../words';
import { spanText } from '../times';
import styles from './run-view.module.css';

/** What the computer is doing, in figures. */
export function LiveFigures({ course: { start, steps } }: { readonly course: RunCourse }) {
  const last = steps.at(-1);
  if (!start) return null;
  const loss = last?.losses['total'] ?? last?.losses['loss'];
  const figures: readonly (readonly [string, string, string?])[] = [
    ['Loss', loss === undefined ? '–' : figureText('loss', loss), 'What training lowers'],
    ['Photos per second', last ? last.photosPerSecond.toFixed(last.photosPerSecond < 10 ? 1 : 0) : '–'],
    ['Time left', last?.secondsLeft == null ? '–' : spanText(last.secondsLeft)],
    ['Memory', last ? memoryText(last.memoryMB) : '–', 'Of the training process'],
    [
      'Engine busy',
      last ? `${Math.round(last.engineBusy * 100)} %` : '–',
      'The rest of the time it waits for photos',
    ],
    ['Device', start.engine.device],
  ];
  return (
    <dl className={styles['figures']} aria-label="Live figures">
      {figures.map(([name, value, title]) => (
        <div key={name} title={title} data-wide={name === 'Device'}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const memoryText = (megabytes: number): string =>
  megabytes < 1_000 ? `${Math.round(megabytes)} MB` : `${(megabytes / 1_000).toFixed(1)} GB`;
