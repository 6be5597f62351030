import type { Backups } from '../services/backup/backups';
import type { Handle } from './handle';

export interface BackupHandlers {
  readonly handle: Handle;
  readonly backups: Backups;
  /** @returns where the backup is to lie; null where the dialog was closed. */
  readonly chooseFile: () => Promise<string | null>;
}

/** Answers the requests about the backup. */
export function handleBackup({ handle, backups, chooseFile }: BackupHandlers): void {
  handle('backup:state', () => backups.state);
  handle('backup:choose', async () => {
    const file = await chooseFile();
    if (file !== null) backups.choose(file);
    return file !== null;
  });
  handle('backup:run', () => {
    backups.run();
    return {};
  });
  handle('backup:cancel', () => {
    backups.cancel();
    return null;
  });
  handle('backup:every', ({ days }) => {
    backups.setEvery(days);
    return null;
  });
}
