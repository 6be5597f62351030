import type { RunSummary } from '../../../shared/training/run-summary';
import { ProgressBar } from '../../ui/progress-bar';
import { MODELS } from './models';
import { StateBadge } from './state-badge';
import { figureText, figureTitle, mainFigure } from './words';
import styles from './training-view.module.css';

interface RunRowProps {
  readonly run: RunSummary;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
}

/** A run in the list: its name, how it stands, and how good it is. */
export function RunRow({ run, isOpen, onOpen }: RunRowProps) {
  const { name, model, state, epoch, epochs, best } = run;
  const figure = best && mainFigure(Object.keys(best.metrics));
  const going = state === 'running' || state === 'pausing' || state === 'stopping';
  return (
    <li>
      <button
        type="button"
        className={styles['row']}
        aria-current={isOpen ? 'true' : undefined}
        onClick={onOpen}
      >
        <span className={styles['rowName']}>{name}</span>
        {!name.startsWith(MODELS[model].title) && (
          <span className={styles['rowDetail']}>{MODELS[model].title}</span>
        )}
        <span className={styles['rowState']}>
          <StateBadge state={state} />
          {epochs !== null && `round ${epoch} of ${epochs}`}
        </span>
        {figure && best && (
          <span className={styles['rowDetail']}>
            {figureTitle(figure)}: {figureText(figure, best.metrics[figure] ?? 0)}
          </span>
        )}
        {going && <ProgressBar label={`${name}: rounds done`} fraction={epochs ? epoch / epochs : null} />}
      </button>
    </li>
  );
}
