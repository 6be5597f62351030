import { mkdir } from 'node:fs/promises';
import { basename } from 'node:path';
import { MaculeError } from '../../shared/errors';

/**
 * Makes a folder for results, with its parents, unless it is there.
 * @throws MaculeError `invalid-input` where that is not possible.
 */
export async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((cause: NodeJS.ErrnoException) => {
    throw new MaculeError(
      {
        kind: 'invalid-input',
        message: `The folder “${folder}” can't be made (${cause.code ?? cause.message}).`,
        file: basename(folder),
        advice: 'Choose a folder that you may write to.',
        retryable: false,
      },
      { cause },
    );
  });
}
