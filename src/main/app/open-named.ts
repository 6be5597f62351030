import { basename } from 'node:path';
import { toFailure } from '../../shared/errors';
import type { ImportReport } from '../../shared/ipc/photos';
import type { SendEvent } from '../ipc/event-sender';
import type { Access } from '../services/access/access';
import type { PhotoImports } from '../services/photo-imports';

/** What opening needs of the app. */
export interface NamedOpening {
  readonly imports: Pick<PhotoImports, 'import'>;
  readonly send: SendEvent;
  readonly access: Pick<Access, 'admit' | 'note'>;
}

/**
 * Imports photos that the page did not ask for (command line, menu, second start) and brings up the first. Whoever may
 * not import by the page may not do it so either; nobody may while the library is locked.
 */
export async function openNamed(
  paths: readonly string[],
  { imports, send, access }: NamedOpening,
): Promise<ImportReport> {
  try {
    access.admit('photos:import-files', null);
  } catch (thrown) {
    const failure = toFailure(thrown);
    const refused = paths.map((path) => ({ ...failure, file: basename(path) }));
    const report: ImportReport = { imported: [], alreadyThere: [], refused };
    send('photos:import-finished', report);
    return report;
  }
  // As requests of the page are by themselves.
  access.note({ action: 'photos:import-files', subject: null, outcome: 'done' });
  const report = await imports.import(paths);
  send('photos:import-finished', report);
  const first = report.imported[0] ?? report.alreadyThere[0];
  if (first) send('photos:open', { photoId: first.id });
  return report;
}
