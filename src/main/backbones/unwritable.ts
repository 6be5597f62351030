import { basename } from 'node:path';
import { MaculeError } from '../../shared/errors';

/** No room on the disk, in a quota, or in what the drive allows of one file. */
const NO_ROOM: readonly (string | undefined)[] = ['ENOSPC', 'EDQUOT', 'EFBIG'];

/** A file that cannot be written, for want of room or for another reason. */
export const unwritable = (file: string, cause: NodeJS.ErrnoException): MaculeError => {
  const full = NO_ROOM.includes(cause.code);
  return new MaculeError(
    {
      kind: full ? 'no-space' : 'unreadable-file',
      message: full
        ? `The disk is too full for “${basename(file)}”. What was there before is kept.`
        : `“${basename(file)}” cannot be written (${cause.code ?? cause.message}).`,
      file: basename(file),
      advice: full ? 'Free some space and try again.' : 'Check that you may write to the folder.',
      retryable: true,
    },
    { cause },
  );
};
