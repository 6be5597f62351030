import { open, readFile, truncate, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { TrainingEvent } from '../../../shared/training/events';
import { RUN_FILES } from '../../../shared/training/run-record';
import { unwritable } from '../../backbones/unwritable';
import { openedLibraryLine, sealedLibraryLine } from '../../vault/library-files';

/**
 * The events of a run as lines of its folder's file: its curves. A resumed run cuts off what its checkpoint did
 * not know, so that the file reads as one run. Lengths are those of the events themselves: sealed, their lines are longer.
 */
export class EventLog {
  private constructor(
    private readonly path: string,
    private readonly file: FileHandle,
    private length: number,
  ) {}

  /**
   * @param keptBytes length of what is kept of an earlier part of the run.
   * @throws MaculeError `no-space` or `unreadable-file`.
   */
  static async open(folder: string, keptBytes: number): Promise<EventLog> {
    const path = join(folder, RUN_FILES.events);
    try {
      const file = await open(path, 'a');
      const kept = keptOf(path, await readFile(path, 'utf8'), keptBytes);
      // By its path: Windows does not shorten a file that is open for appending.
      await truncate(path, kept.onDisk);
      return new EventLog(path, file, kept.events);
    } catch (cause) {
      throw unwritable(path, cause as NodeJS.ErrnoException);
    }
  }

  /** Bytes written so far, those of earlier parts included. */
  get bytes(): number {
    return this.length;
  }

  /** @throws MaculeError `no-space` or `unreadable-file`. */
  async append(event: TrainingEvent): Promise<void> {
    const line = JSON.stringify(event);
    await this.file
      .appendFile(`${sealedLibraryLine(this.path, line)}\n`)
      .catch((cause: NodeJS.ErrnoException) => {
        throw unwritable(RUN_FILES.events, cause);
      });
    this.length += lengthOf(line);
  }

  close(): Promise<void> {
    return this.file.close();
  }
}

/** How much of a log is kept, bytes: of the events, and of the file that holds them. */
function keptOf(path: string, text: string, keptBytes: number) {
  let [events, onDisk] = [0, 0];
  for (const stored of text.split('\n')) {
    const line = openedLibraryLine(path, stored);
    if (stored === '' || line === null || events + lengthOf(line) > keptBytes) break;
    events += lengthOf(line);
    onDisk += lengthOf(stored);
  }
  return { events, onDisk };
}

/** Bytes of a line with its end. */
const lengthOf = (line: string): number => Buffer.byteLength(line) + 1;
