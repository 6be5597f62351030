import { ArrowDown, ArrowUp } from 'lucide-react';
import { useState } from 'react';
import type { RunSummary } from '../../../../shared/training/run-summary';
import { betterWhen, isBetter } from '../../../../shared/training/metric-direction';
import { strokeOf } from '../chart/curve';
import { MODELS } from '../models';
import { StateBadge } from '../state-badge';
import { showPane } from '../store/pane-store';
import { spanText } from '../times';
import { figureMeaning, figureText, figureTitle, isJudgement } from '../words';
import { sortedRuns, type Sorting, type SortKey } from './compare-rows';
import styles from './compare.module.css';

interface CompareTableProps {
  readonly runs: readonly RunSummary[];
  readonly figures: readonly string[];
  /** Ids of the runs in the plot. */
  readonly drawn: ReadonlySet<string>;
  readonly onToggle: (runId: string) => void;
}

const COLUMNS: readonly (readonly [SortKey, string])[] = [
  ['name', 'Run'],
  ['model', 'Model'],
  ['data', 'Photos'],
  ['state', 'State'],
  ['rounds', 'Rounds'],
  ['time', 'Time'],
];

/** Figures of single types would make the table too wide to read; they are in each run's own. */
const isOfWholeModel = (name: string): boolean => isJudgement(name) && !name.includes('.');

/** Every run with what its best model reached; a press on a heading sorts. */
export function CompareTable({ runs, figures, drawn, onToggle }: CompareTableProps) {
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const shown = figures.filter(isOfWholeModel);
  const rows = sorting ? sortedRuns(runs, sorting) : runs;
  const sortBy = (key: SortKey, descendingFirst: boolean) =>
    setSorting((before) => ({
      key,
      descending: before?.key === key ? !before.descending : descendingFirst,
    }));
  const heading = (key: SortKey, name: string, descendingFirst: boolean, title?: string) => (
    <th
      key={key}
      scope="col"
      aria-sort={sorting?.key !== key ? 'none' : sorting.descending ? 'descending' : 'ascending'}
    >
      <button type="button" title={title} onClick={() => sortBy(key, descendingFirst)}>
        {name}
        {sorting?.key === key &&
          (sorting.descending ? <ArrowDown aria-hidden size={13} /> : <ArrowUp aria-hidden size={13} />)}
      </button>
    </th>
  );
  return (
    <div className={styles['scroll']} tabIndex={0} role="group" aria-label="Table of runs">
      <table className={styles['table']}>
        <thead>
          <tr>
            {COLUMNS.map(([key, name]) => heading(key, name, key === 'rounds' || key === 'time'))}
            {shown.map((name) =>
              heading(
                `figure:${name}`,
                figureTitle(name),
                betterWhen(name) === 'higher',
                figureMeaning(name) ?? undefined,
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((run) => (
            <tr key={run.id}>
              <th scope="row">
                <input
                  type="checkbox"
                  aria-label={`Draw ${run.name}`}
                  checked={drawn.has(run.id)}
                  disabled={run.best === null}
                  onChange={() => onToggle(run.id)}
                />
                <span
                  aria-hidden
                  className={styles['swatch']}
                  style={{
                    background: drawn.has(run.id) ? strokeOf(runs.indexOf(run)).colour : 'transparent',
                  }}
                />
                <button type="button" onClick={() => showPane({ pane: 'run', runId: run.id })}>
                  {run.name}
                </button>
              </th>
              <td>{MODELS[run.model].title}</td>
              <td>{run.dataName}</td>
              <td>
                <StateBadge state={run.state} />
              </td>
              <td>
                {run.epoch}
                {run.epochs === null ? '' : ` / ${run.epochs}`}
              </td>
              <td>{spanText(run.seconds)}</td>
              {shown.map((name) => {
                const value = run.best?.metrics[name];
                return (
                  <td key={name} data-best={isBest(runs, name, value)}>
                    {value === undefined ? '–' : figureText(name, value)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Whether no run has a better value, and another one has a worse. */
function isBest(runs: readonly RunSummary[], name: string, value: number | undefined): boolean {
  if (value === undefined) return false;
  const values = runs.flatMap(({ best }) => best?.metrics[name] ?? []);
  return (
    !values.some((other) => isBetter(name, other, value)) &&
    values.some((other) => isBetter(name, value, other))
  );
}
