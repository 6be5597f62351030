import { existsSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { courseOf, EMPTY_COURSE, type RunCourse } from '../../../shared/training/course';
import { readLog } from '../../vault/sealed-log';
import { eventsIn, logBrokenAt } from '../../../shared/training/events';
import { RUN_FILES } from '../../../shared/training/run-record';

/** The folders of training runs, one each, which the training process fills. */
export class RunFolders {
  /** @param root absolute. */
  constructor(readonly root: string) {}

  pathOf(folder: string): string {
    return join(this.root, folder);
  }

  hasCheckpoint(folder: string): boolean {
    return existsSync(join(this.pathOf(folder), RUN_FILES.checkpoint));
  }

  hasModel(folder: string): boolean {
    return existsSync(join(this.pathOf(folder), RUN_FILES.model));
  }

  /** All that a run has told, from its folder, and whether its log breaks off; nothing for a run that has not begun. */
  async readCourse(folder: string): Promise<RunCourse> {
    const file = join(this.pathOf(folder), RUN_FILES.events);
    const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    if (text === null) return EMPTY_COURSE;
    const { lines, brokenAt } = readLog(file, text);
    const events = [...eventsIn(lines.join('\n'))];
    return courseOf(brokenAt === null ? events : [...events, logBrokenAt(brokenAt)]);
  }

  /** Deletes every folder but those named. @returns how many. */
  async sweep(keep: ReadonlySet<string>): Promise<number> {
    const present = await readdir(this.root).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
    const unowned = present.filter((name) => !keep.has(name));
    for (const name of unowned) await rm(this.pathOf(name), { recursive: true, force: true, maxRetries: 3 });
    return unowned.length;
  }
}
