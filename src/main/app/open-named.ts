import type { ImportReport } from '../../shared/ipc/photos';
import type { SendEvent } from '../ipc/event-sender';
import type { PhotoImports } from '../services/photo-imports';

/** What opening needs of the app. */
export interface NamedOpening {
  readonly imports: PhotoImports;
  readonly send: SendEvent;
  /** Enters the import into the audit trail, as requests of the page are by themselves. */
  readonly noteImport: () => void;
}

/** Imports photos that the page did not ask for (command line, menu, second start) and brings up the first. */
export async function openNamed(
  paths: readonly string[],
  { imports, send, noteImport }: NamedOpening,
): Promise<ImportReport> {
  noteImport();
  const report = await imports.import(paths);
  send('photos:import-finished', report);
  const first = report.imported[0] ?? report.alreadyThere[0];
  if (first) send('photos:open', { photoId: first.id });
  return report;
}
