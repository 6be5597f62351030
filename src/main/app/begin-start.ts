import type { Failure } from '../../shared/errors';
import type { DatabaseKey } from '../data/database';
import { goBack, prepareStart, startedWell } from '../updates/first-start';
import { secondsLeft } from '../../shared/time-left';
import type { BackupProgress } from '../updates/backups';
import { askToGoBack, tellGoneBack } from './dialogs';
import { lateNotice, type NoticeWindow } from './notice-window';

export interface BeginOptions {
  readonly dataFolder: string;
  /** Of the database. */
  readonly key: DatabaseKey;
  readonly version: string;
  readonly now: () => Date;
  /** Whether somebody sits before the screen who can answer a question. */
  readonly interactive: boolean;
  readonly log: (line: string) => void;
}

/** One start of the app, as its data sees it. */
export interface BegunStart {
  /** To be called once the window is there. */
  readonly well: () => void;
  /** What to add to the advice of a failure that kept the app from starting; undefined where there is no way back. */
  readonly advice: () => Failure['advice'];
}

/**
 * Backs up the database before a new version first opens it. Where that version has failed to start before, asks
 * whether to go back to the database of before.
 * @returns null where the reader went back: the app has to quit.
 * @throws MaculeError `no-space`, `database`.
 */
export async function beginStart({
  dataFolder,
  key,
  version,
  now,
  interactive,
  log,
}: BeginOptions): Promise<BegunStart | null> {
  const notice = interactive ? lateNotice(log) : null;
  const onProgress = notice ? sayingTo(notice) : undefined;
  const way = await prepareStart(dataFolder, key, version, now(), onProgress).finally(() => notice?.close());
  if (way && !way.failedBefore) log(`the database was backed up before the first start of ${version}`);
  if (way?.failedBefore && interactive && askToGoBack(way, version)) {
    goBack(dataFolder, way, now());
    log(`went back to the database of before ${version}`);
    tellGoneBack(way);
    return null;
  }
  return {
    well: () => startedWell(dataFolder, version),
    advice: () =>
      way
        ? 'Start Macule once more to try again or to go back to the data of the version before.'
        : undefined,
  };
}

/** Says how far the backup is. */
function sayingTo(notice: NoticeWindow): BackupProgress {
  const began = performance.now();
  return (done, total) => {
    const left = secondsLeft(done, total, performance.now() - began);
    notice.say(
      `Backing up the database before the new version opens it${left === null ? '' : `: ${left} s left`} …`,
      done / total,
    );
  };
}
