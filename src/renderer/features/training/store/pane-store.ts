import { create } from 'zustand';

/** What the training screen shows beside the list of runs. */
export type Pane =
  | { readonly pane: 'new' }
  | { readonly pane: 'teach' }
  | { readonly pane: 'run' | 'differences'; readonly runId: string }
  | { readonly pane: 'compare' };

interface PaneStore {
  /** Null until a person has chosen: then the newest run is shown, or the form for a first one. */
  readonly chosen: Pane | null;
}

export const usePane = create<PaneStore>()(() => ({ chosen: null }));

export const showPane = (chosen: Pane): void => usePane.setState({ chosen });

/** What is shown: the choice where it still holds, else the newest run, else the form. */
export function shownPane(chosen: Pane | null, runIds: readonly string[]): Pane {
  const holds = chosen && (!('runId' in chosen) || runIds.includes(chosen.runId));
  if (holds) return chosen;
  const [newest] = runIds;
  return newest === undefined ? { pane: 'new' } : { pane: 'run', runId: newest };
}
