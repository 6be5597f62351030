import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { MaculeError } from '../../shared/errors';
import { collectPictures, type CollectedPictures } from '../imaging/collect-pictures';

/**
 * The pictures that a command was given, folders spread out.
 * @throws MaculeError `not-found` where a named file or folder is missing, or none holds a picture:
 *   a slip of the pen, told before any work is done.
 */
export async function namedPictures(
  paths: readonly string[],
  signal: AbortSignal,
): Promise<CollectedPictures> {
  for (const path of paths) {
    await stat(path).catch((cause: NodeJS.ErrnoException) => {
      if (cause.code === 'ENOENT' || cause.code === 'ENOTDIR') throw missing(path, cause);
      // Any other trouble belongs to this one file and is told when it is read.
    });
  }
  const collected = await collectPictures(paths, signal);
  const [first] = collected.refused;
  if (collected.files.length === 0 && first) throw new MaculeError(first);
  return collected;
}

const missing = (path: string, cause: unknown): MaculeError =>
  new MaculeError(
    {
      kind: 'not-found',
      message: `There is no file or folder “${path}”.`,
      file: basename(path),
      advice: 'Check the path.',
      retryable: false,
    },
    { cause },
  );
