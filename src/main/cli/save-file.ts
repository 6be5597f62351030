import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { MaculeError } from '../../shared/errors';
import { writeAtomically } from '../vault/write-atomically';

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

/** @throws MaculeError `invalid-input` where a file is there already and may not be replaced. */
export function refuseReplacing(file: string, force = false): void {
  if (force || !existsSync(file)) return;
  throw new MaculeError({
    kind: 'invalid-input',
    message: `“${basename(file)}” exists already.`,
    file: basename(file),
    advice: 'Choose another name, or add --force to replace it.',
    retryable: false,
  });
}
