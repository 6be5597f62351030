import { open, readFile, truncate, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { logBrokenAt, type TrainingEvent } from '../../../shared/training/events';
import { RUN_FILES } from '../../../shared/training/run-record';
import { unwritable } from '../../backbones/unwritable';
import { readLog, sealedLine, type LogEnd } from '../../vault/sealed-log';

/**
 * The events of a run as lines of its folder's file: its curves. A resumed run cuts off what its checkpoint did
 * not know, so that the file reads as one run. Lengths are those of the events themselves: sealed, their lines are longer.
 */
export class EventLog {
  private constructor(
    private readonly path: string,
    private readonly file: FileHandle,
    private length: number,
    private end: LogEnd,
  ) {}

  /**
   * A log that was changed outside Macule, or damaged, is cut where it breaks, and says so.
   * @param keptBytes length of what is kept of an earlier part of the run.
   * @throws MaculeError `no-space` or `unreadable-file`.
   */
  static async open(folder: string, keptBytes: number): Promise<EventLog> {
    const path = join(folder, RUN_FILES.events);
    const log = await EventLog.cutBack(path, keptBytes).catch((cause: NodeJS.ErrnoException) => {
      throw unwritable(path, cause);
    });
    if (log.brokenAt !== null) await log.file.append(logBrokenAt(log.brokenAt));
    return log.file;
  }

  private static async cutBack(path: string, keptBytes: number) {
    const file = await open(path, 'a');
    let length = 0;
    const { bytes, end, brokenAt } = readLog(path, await readFile(path, 'utf8'), undefined, (line) => {
      const fits = length + lengthOf(line) <= keptBytes;
      if (fits) length += lengthOf(line);
      return fits;
    });
    // By its path: Windows does not shorten a file that is open for appending.
    await truncate(path, bytes);
    // What comes after the last checkpoint is cut off anyhow.
    return { file: new EventLog(path, file, length, end), brokenAt: length < keptBytes ? brokenAt : null };
  }

  /** Bytes written so far, those of earlier parts included. */
  get bytes(): number {
    return this.length;
  }

  /** @throws MaculeError `no-space` or `unreadable-file`. */
  async append(event: TrainingEvent): Promise<void> {
    const line = JSON.stringify(event);
    const sealed = sealedLine(this.path, line, this.end);
    await this.file.appendFile(`${sealed.line}\n`).catch((cause: NodeJS.ErrnoException) => {
      throw unwritable(RUN_FILES.events, cause);
    });
    this.end = sealed.end;
    this.length += lengthOf(line);
  }

  close(): Promise<void> {
    return this.file.close();
  }
}

/** Bytes of a line with its end. */
const lengthOf = (line: string): number => Buffer.byteLength(line) + 1;
