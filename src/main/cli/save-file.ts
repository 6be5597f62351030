import { basename } from 'node:path';
import { MaculeError } from '../../shared/errors';
import { writeAtomically } from '../engine/io/write-atomically';

/**
 * Saves a result: whoever reads it sees all of it or nothing.
 * @param concerning name of the file that the failure is about.
 * @throws MaculeError `no-space` or `unreadable-file` where it can't be written.
 */
export async function saveFile(
  target: string,
  content: Uint8Array,
  concerning = basename(target),
): Promise<void> {
  await writeAtomically(target, content).catch((cause: NodeJS.ErrnoException) => {
    const full = cause.code === 'ENOSPC';
    throw new MaculeError(
      {
        kind: full ? 'no-space' : 'unreadable-file',
        message: `“${basename(target)}” can't be saved${full ? ': the disk is full' : ` (${cause.code ?? cause.message})`}.`,
        file: concerning,
        advice: full
          ? 'Free some space and run the command again.'
          : 'Choose a folder that you may write to.',
        retryable: true,
      },
      { cause },
    );
  });
}
