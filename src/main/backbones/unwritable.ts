import { basename } from 'node:path';
import { MaculeError } from '../../shared/errors';

/** A file that cannot be written, for want of room or for another reason. */
export const unwritable = (file: string, cause: NodeJS.ErrnoException): MaculeError => {
  const full = cause.code === 'ENOSPC';
  return new MaculeError(
    {
      kind: full ? 'no-space' : 'unreadable-file',
      message: `“${basename(file)}” cannot be written (${cause.code ?? cause.message}).`,
      file: basename(file),
      advice: full ? 'Free some space and try again.' : 'Check that you may write to the folder.',
      retryable: true,
    },
    { cause },
  );
};
