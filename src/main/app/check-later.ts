import { join } from 'node:path';
import { setPriority, constants } from 'node:os';
import { utilityProcess } from 'electron';
import type { PictureKeys } from '../../shared/engine/picture-keys';
import type { Failure } from '../../shared/errors';
import type { CheckNews, CheckOrder } from '../data/integrity/process';

export interface CheckLaterOptions {
  /** Folder of the built main process. */
  readonly builtFolder: string;
  readonly library: string;
  readonly keys: PictureKeys;
  /** Called where damage was found. */
  readonly onDamage: (failure: Failure) => void;
  readonly log: (line: string) => void;
}

/** Checks a database that was too large to be checked before its first use, in a process of its own at low priority. */
export function checkLater({ builtFolder, library, keys, onDamage, log }: CheckLaterOptions): void {
  const child = utilityProcess.fork(join(builtFolder, 'check.js'), [], {
    ...{ serviceName: 'Macule database check', stdio: 'ignore' },
  });
  child.once('spawn', () => {
    if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
  });
  child.once('message', (news: CheckNews) => {
    child.kill();
    if (news.kind === 'damaged') onDamage(news.failure);
    else log(news.kind === 'sound' ? 'the database is sound' : `the check failed: ${news.failure.message}`);
  });
  const order: CheckOrder = { library, keys };
  child.postMessage(order);
}
