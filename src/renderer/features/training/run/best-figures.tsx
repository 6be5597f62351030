import type { BestEpoch, RunSummary } from '../../../../shared/training/run-summary';
import { figureMeaning, figureText, figureTitle, isJudgement } from '../words';
import { spanText } from '../times';
import styles from './run-view.module.css';

interface BestFiguresProps {
  readonly run: RunSummary;
  readonly best: BestEpoch;
}

/** Figures of single types are in the table of numbers. */
const isOfOneType = (name: string): boolean => name.includes('.');

/** How good the best model so far is on the validation photos. */
export function BestFigures({ run, best }: BestFiguresProps) {
  const names = Object.keys(best.metrics).filter((name) => isJudgement(name) && !isOfOneType(name));
  return (
    <section aria-labelledby="best-figures">
      <h3 id="best-figures">
        {run.state === 'finished' || run.state === 'stopped' ? 'Best model' : 'Best model so far'}: after
        round {best.epoch}
        <span className={styles['muted']}> · {spanText(run.seconds)} of training</span>
      </h3>
      <dl className={styles['figures']}>
        {names.map((name) => (
          <div key={name} title={figureMeaning(name) ?? undefined}>
            <dt>{figureTitle(name)}</dt>
            <dd>{figureText(name, best.metrics[name] ?? 0)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
