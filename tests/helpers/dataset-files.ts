import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sharp } from '../../src/main/imaging/sharp-instance';

/** A grey JPEG; `orientation` is its EXIF orientation, width and height are as stored. */
export const greyJpeg = (width: number, height: number, orientation = 1): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: '#b09080' } })
    .jpeg()
    .withMetadata({ orientation })
    .toBuffer();

/** Writes files by their path inside `root`; objects become JSON. */
export async function writeTree(
  root: string,
  files: Readonly<Record<string, string | Buffer | object>>,
): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    const file = join(root, path);
    await mkdir(dirname(file), { recursive: true });
    const raw = typeof content === 'string' || Buffer.isBuffer(content);
    await writeFile(file, raw ? content : JSON.stringify(content));
  }
}
