import { useMemo, useState } from 'react';
import type { RunSummary } from '../../../../shared/training/run-summary';
import { ComparePlot } from './compare-plot';
import { CompareTable } from './compare-table';
import { figuresOfRuns } from './compare-rows';
import { mainFigure } from '../words';
import { FigureSelect } from '../figure-select';
import styles from './compare.module.css';

/** Runs that are drawn before a person chooses: more lines than this are hard to tell apart. */
const DRAWN_AT_FIRST = 6;

/** Several runs in one table and one plot. */
export function CompareView({ runs }: { readonly runs: readonly RunSummary[] }) {
  const figures = useMemo(() => figuresOfRuns(runs), [runs]);
  const [wanted, setWanted] = useState<string | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string> | null>(null);
  const figure = wanted !== null && figures.includes(wanted) ? wanted : mainFigure(figures);
  const withCurves = runs.filter(({ best }) => best !== null);
  const drawn = chosen ?? new Set(withCurves.slice(0, DRAWN_AT_FIRST).map(({ id }) => id));
  const toggle = (runId: string) => {
    const next = new Set(drawn);
    if (!next.delete(runId)) next.add(runId);
    setChosen(next);
  };
  return (
    <div className={styles['compare']}>
      <header className={styles['head']}>
        <h2>Compare runs</h2>
        {figures.length > 0 && (
          <label>
            Figure <FigureSelect figures={figures} value={figure ?? ''} onChange={setWanted} />
          </label>
        )}
      </header>
      {figure === null ? (
        <p className={styles['muted']}>
          No run has been measured yet: figures come after the first round through all photos.
        </p>
      ) : (
        <ComparePlot runs={withCurves.filter(({ id }) => drawn.has(id))} all={runs} figure={figure} />
      )}
      <p className={styles['muted']}>
        Each run was measured on its own validation photos: only runs on the same photos can be compared
        fairly.
      </p>
      <CompareTable runs={runs} figures={figures} drawn={drawn} onToggle={toggle} />
    </div>
  );
}
