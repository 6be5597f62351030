import { create } from 'zustand';
import type { EventPayload } from '../../../shared/ipc/contract';
import type { ImportReport } from '../../../shared/ipc/photos';

type Progress = EventPayload<'photos:import-progress'>;

interface ImportStore {
  /** Imports that this window asked for and that have not answered yet. */
  readonly asked: number;
  /** Whether main imports of its own accord, such as files named on the command line. */
  readonly unasked: boolean;
  readonly progress: Progress | null;
  /** A report with something to read in it, until it is dismissed. */
  readonly report: ImportReport | null;
}

export const useImport = create<ImportStore>()(() => ({
  asked: 0,
  unasked: false,
  progress: null,
  report: null,
}));

/** Whether photos are coming in. A file dialog that is still open counts only once there is progress. */
export const isImporting = ({ asked, unasked, progress }: ImportStore): boolean =>
  (asked > 0 && progress !== null) || unasked;

/** The store after a progress event; the last event of an import must not start a new one. */
export function afterProgress(
  store: Pick<ImportStore, 'asked' | 'unasked'>,
  progress: Progress,
): Partial<ImportStore> {
  if (store.asked > 0) return { progress };
  if (progress.done >= progress.total) return {};
  return { unasked: true, progress };
}
