import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { MaculeError } from '../../shared/errors';
import { collectPictures, type CollectedPictures } from '../imaging/collect-pictures';

/**
 * The pictures that a command was given, folders spread out. A missing file among others stays in the list
 * and fails when it is read.
 * @throws MaculeError `not-found` where nothing named is there, or none holds a picture: a slip of the pen,
 *   told before any work is done.
 */
export async function namedPictures(
  paths: readonly string[],
  signal: AbortSignal,
): Promise<CollectedPictures> {
  const looks = await Promise.all(
    paths.map((path) =>
      stat(path).then(
        () => null,
        (error: unknown) => error,
      ),
    ),
  );
  const absent = (error: unknown): boolean =>
    error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
  const [path] = paths;
  if (path !== undefined && looks.every(absent)) throw missing(path, looks[0]);
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
