import { open, truncate, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { TrainingEvent } from '../../../shared/training/events';
import { RUN_FILES } from '../../../shared/training/run-record';
import { unwritable } from '../../backbones/unwritable';

/**
 * The events of a run as lines of its folder's file: its curves. A resumed run cuts off what its checkpoint did
 * not know, so that the file reads as one run.
 */
export class EventLog {
  private constructor(
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
      const { size } = await file.stat();
      const kept = Math.min(size, keptBytes);
      // By its path: Windows does not shorten a file that is open for appending.
      if (size > kept) await truncate(path, kept);
      return new EventLog(file, kept);
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
    const line = Buffer.from(`${JSON.stringify(event)}\n`);
    await this.file.appendFile(line).catch((cause: NodeJS.ErrnoException) => {
      throw unwritable(RUN_FILES.events, cause);
    });
    this.length += line.byteLength;
  }

  close(): Promise<void> {
    return this.file.close();
  }
}
