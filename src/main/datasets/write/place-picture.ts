import { constants, copyFile, link, realpath } from 'node:fs/promises';

/** How pictures come into a new dataset: as a second name of the same file, as a copy, or not at all. */
export const PICTURE_MODES = ['link', 'copy', 'reference'] as const;
export type PictureMode = (typeof PICTURE_MODES)[number];

/** What file systems answer where they can't give a file a second name. */
const NO_LINKS: ReadonlySet<string | undefined> = new Set([
  ...['EXDEV', 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK', 'EACCES', 'ENOSYS', 'EINVAL'],
]);

/**
 * Puts a picture at a new place, unaltered.
 * @returns what was done: other drives and some file systems know no links, and get a copy.
 */
export async function placePicture(
  from: string,
  to: string,
  mode: 'link' | 'copy',
): Promise<'linked' | 'copied'> {
  if (mode === 'link') {
    try {
      // A link to a symbolic link would lead nowhere from its new place.
      await link(await realpath(from), to);
      return 'linked';
    } catch (error) {
      if (!NO_LINKS.has((error as NodeJS.ErrnoException).code)) throw error;
    }
  }
  await copyFile(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  return 'copied';
}
