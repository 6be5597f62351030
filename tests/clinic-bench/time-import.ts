import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect } from 'vitest';
import { PhotoReader } from '../../src/main/reader-client/photo-reader';
import { readPhoto } from '../../src/main/reader/read-photo';
import type { ReadPhoto } from '../../src/shared/reader/protocol';
import { renderPhantom } from '../../src/shared/phantom/render-phantom';
import { withFolder } from '../helpers/pictures';
import { builtReader } from '../helpers/start-built-reader';

const PHOTOS = 30;
/** Pixels: what a phone's portrait is cropped to. The smaller a photo, the more its way between processes counts. */
const SIZE = { width: 2_400, height: 1_800 } as const;
/** Distinct ones: rendering takes longer than reading. */
const RENDERED = 3;

const renditionOf = ({ photo }: ReadPhoto): Uint8Array => photo?.renditions.full ?? new Uint8Array();

async function renderPhotos(folder: string): Promise<readonly string[]> {
  const rendered: Buffer[] = [];
  for (let seed = 0; seed < RENDERED; seed += 1) {
    const { width, height, data } = renderPhantom({ ...SIZE, seed }).image;
    rendered.push(
      await sharp(data, { raw: { width, height, channels: 3 } })
        .jpeg({ quality: 92 })
        .toBuffer(),
    );
  }
  return Promise.all(
    Array.from({ length: PHOTOS }, async (_, photo) => {
      const file = join(folder, `photo-${photo}.jpg`);
      await writeFile(file, rendered[photo % RENDERED] ?? new Uint8Array());
      return file;
    }),
  );
}

/**
 * Times the reading of photos in this process and through the process that reads them, photo by photo in turns, so that
 * a busy spell of the computer hits both alike.
 * @param runtime which build of sharp the reader uses; it has to be that of this process.
 * @returns a sentence with the seconds of both, the start of the reader included.
 */
export const timeImport = (runtime: 'node' | 'electron'): Promise<string> =>
  withFolder(async (folder) => {
    const files = await renderPhotos(folder);
    // The app has loaded its libraries before the first photo is opened.
    await readPhoto(files[0] ?? '', { isKnown: () => false });
    const reader = new PhotoReader({
      start: builtReader(runtime, { started: 0, most: 0, pid: 0 }),
      log: () => undefined,
    });
    let [inside, through] = [0, 0];
    try {
      for (const file of files) {
        // So that neither is the first to read the file from the drive.
        await readFile(file);
        const began = performance.now();
        const own = await readPhoto(file, { isKnown: () => false });
        const between = performance.now();
        const sent = await reader.read(file, { isKnown: () => false });
        through += performance.now() - between;
        inside += between - began;
        // What is timed is the same work.
        expect(Buffer.compare(renditionOf(own), renditionOf(sent))).toBe(0);
      }
    } finally {
      reader.close();
    }
    const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;
    return (
      `${PHOTOS} photos of ${SIZE.width} × ${SIZE.height}, sharp as in ${runtime}: ${seconds(inside)} in one process, ` +
      `${seconds(through)} through the reader, ${(through / inside).toFixed(2)} times\n`
    );
  });
