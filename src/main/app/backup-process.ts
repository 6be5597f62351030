import { join } from 'node:path';
import { utilityProcess } from 'electron';
import type { PictureKeys } from '../../shared/engine/picture-keys';
import type { BackupNews, BackupOrder } from '../data/backup/process';
import { removeLeftSnapshots } from '../data/backup/snapshot';
import type { RunningBackup } from '../services/backup/backups';

export interface BackupProcessOptions {
  /** Folder of the built main process. */
  readonly builtFolder: string;
  readonly library: string;
  readonly keys: PictureKeys;
}

/** Starts making a backup in a process of its own: reading and writing gigabytes would hold up the window. */
export const backupProcess =
  ({ builtFolder, library, keys }: BackupProcessOptions) =>
  (file: string, onNews: (news: BackupNews) => void): RunningBackup => {
    const child = utilityProcess.fork(join(builtFolder, 'backup.js'), [], {
      ...{ serviceName: 'Macule backup', stdio: 'ignore' },
    });
    let ended = false;
    const tell = (news: BackupNews): void => {
      if (ended) return;
      ended = news.kind !== 'progress';
      onNews(news);
      if (ended) child.kill();
    };
    child.on('message', (news: BackupNews) => tell(news));
    child.once('exit', (code) => {
      tell({ kind: 'failed', failure: processEnded(code) });
      // One that was stopped had no time to.
      void removeLeftSnapshots(file);
    });
    const order: BackupOrder = { library, file, keys };
    child.postMessage(order);
    return {
      stop: () => {
        ended = true;
        child.kill();
      },
    };
  };

const processEnded = (code: number) => ({
  ...({ kind: 'internal', retryable: true } as const),
  message: `The process that makes the backup ended unexpectedly (${code}).`,
  advice: 'Try again; what was backed up before is still there.',
});
