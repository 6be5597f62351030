import type { RunSummary } from '../../../../shared/training/run-summary';
import { isJudgement, mainFirst } from '../words';

/** What a table of runs can be sorted by: something every run has, or a figure by its name. */
export type SortKey = 'name' | 'model' | 'data' | 'state' | 'rounds' | 'time' | `figure:${string}`;

export interface Sorting {
  readonly key: SortKey;
  readonly descending: boolean;
}

/** Figures that runs were measured by, over all of them, those first that say most. */
export const figuresOfRuns = (runs: readonly RunSummary[]): readonly string[] =>
  mainFirst([...new Set(runs.flatMap(({ best }) => Object.keys(best?.metrics ?? {}).filter(isJudgement)))]);

/** Sorted runs; those that have no value stay at the end either way. */
export function sortedRuns(runs: readonly RunSummary[], { key, descending }: Sorting): readonly RunSummary[] {
  return runs.toSorted((a, b) => {
    const [x, y] = [valueOf(a, key), valueOf(b, key)];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    const order =
      typeof x === 'number' && typeof y === 'number' ? x - y : String(x).localeCompare(String(y), 'en');
    return descending ? -order : order;
  });
}

function valueOf(run: RunSummary, key: SortKey): string | number | null {
  switch (key) {
    case 'name':
      return run.name;
    case 'model':
      return run.model;
    case 'data':
      return run.dataName;
    case 'state':
      return run.state;
    case 'rounds':
      return run.epoch;
    case 'time':
      return run.seconds;
    default:
      return run.best?.metrics[key.slice('figure:'.length)] ?? null;
  }
}
