import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { Failure } from '../../shared/errors';

/** The picture files that were found, and what could not be looked into. */
export interface CollectedPictures {
  readonly files: readonly string[];
  readonly refused: readonly Failure[];
}

/**
 * Extensions under which a folder's files are taken for pictures. It names more than Macule reads, so that a
 * clinician who imports a folder of raw photos is told why they are missing.
 */
const PICTURE_EXTENSIONS = new Set(
  (
    'jpg jpeg jpe jfif png webp tif tiff heic heif hif avif gif bmp jxl jp2 j2k psd dng cr2 cr3 nef arw orf rw2 ' +
    'raf pef srw'
  ).split(' '),
);

const byName = new Intl.Collator('en', { numeric: true }).compare;

/**
 * Spreads folders out into the pictures inside them, at any depth. A file that was named itself is always
 * taken, whatever its name. Links to folders are not followed; a picture named twice comes once.
 */
export async function collectPictures(
  paths: readonly string[],
  signal?: AbortSignal,
): Promise<CollectedPictures> {
  const files = new Map<string, string>();
  const refused: Failure[] = [];
  const add = async (file: string): Promise<void> => {
    // A file that is missing has no real path; it keeps its own and is refused when it is read.
    const real = await realpath(file).catch(() => file);
    if (!files.has(real)) files.set(real, file);
  };
  for (const path of paths) {
    if (signal?.aborted) break;
    const isFolder = await stat(path).then(
      (info) => info.isDirectory(),
      () => false,
    );
    if (!isFolder) {
      await add(path);
      continue;
    }
    const inside: string[] = [];
    await findPictures(path, inside, refused, signal);
    if (inside.length === 0 && refused.length === 0) refused.push(noPictures(path));
    for (const file of inside) await add(file);
  }
  return { files: [...files.values()], refused };
}

/** Adds what is inside a folder, at any depth, to `found` and `refused`. */
async function findPictures(
  folder: string,
  found: string[],
  refused: Failure[],
  signal?: AbortSignal,
): Promise<void> {
  if (signal?.aborted) return;
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => null);
  if (entries === null) {
    refused.push(closedFolder(folder));
    return;
  }
  const visible = entries
    .filter((entry) => !entry.name.startsWith('.'))
    .sort((a, b) => byName(a.name, b.name));
  for (const entry of visible) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await findPictures(path, found, refused, signal);
    else if (PICTURE_EXTENSIONS.has(extname(entry.name).slice(1).toLowerCase())) found.push(path);
  }
}

const noPictures = (folder: string): Failure => ({
  kind: 'not-found',
  message: `The folder “${basename(folder)}” holds no pictures.`,
  file: basename(folder),
  advice: 'Choose a folder with JPEG, PNG, WebP, TIFF or HEIC photos.',
  retryable: false,
});

const closedFolder = (folder: string): Failure => ({
  kind: 'unreadable-file',
  message: `The folder “${basename(folder)}” can't be opened.`,
  file: basename(folder),
  advice: 'Ask the owner of the folder for permission to read it.',
  retryable: false,
});
