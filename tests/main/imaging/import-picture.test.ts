import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { decodePicture } from '../../../src/main/imaging/decode-picture';
import { importPicture } from '../../../src/main/imaging/import-picture';
import { readCaptureTime } from '../../../src/main/imaging/read-capture-time';
import { readPicture } from '../../../src/main/imaging/read-picture';
import { sharp } from '../../../src/main/imaging/sharp-instance';
import { quadrants, withFolder } from '../../helpers/pictures';

const HEIC = fileURLToPath(new URL('../../fixtures/quadrants-p3-turned.heic', import.meta.url));
const EXIF = {
  IFD0: { Make: 'Camera', Artist: 'Somebody' },
  IFD2: { DateTimeOriginal: '2023:11:07 09:05:01' },
  IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '48/1 51/1 30/1' },
} as const;

async function imported(width: number, height: number) {
  return withFolder(async (folder) => {
    const file = join(folder, 'a.jpg');
    const source = sharp(quadrants(width, height).data, { raw: { width, height, channels: 3 } });
    const bytes = await source.withExif(EXIF).jpeg({ quality: 98, chromaSubsampling: '4:4:4' }).toBuffer();
    await writeFile(file, bytes);
    const picture = await readPicture(file);
    return { original: await decodePicture(picture), stored: await importPicture(picture) };
  });
}

describe('importPicture', () => {
  it('keeps pixels in three sizes and drops every piece of metadata', async () => {
    const { stored } = await imported(2400, 1200);
    expect(stored).toMatchObject({ width: 2400, height: 1200, takenAt: '2023-11-07T09:05:01' });
    const sizes = await Promise.all(
      (['thumbnail', 'screen', 'full'] as const).map(async (name) => {
        const { width, height, exif, icc, iptc, xmp, format } = await sharp(
          stored.renditions[name],
        ).metadata();
        expect({ exif, icc, iptc, xmp, format }).toEqual({ format: 'jpeg' });
        expect(stored.renditions[name].includes('Somebody')).toBe(false);
        return [width, height];
      }),
    );
    expect(sizes).toEqual([
      [320, 160],
      [2048, 1024],
      [2400, 1200],
    ]);
  });

  it('stores full pixels within a few grey levels of the source', async () => {
    const { original, stored } = await imported(400, 300);
    const full = await sharp(stored.renditions.full).raw().toBuffer();
    let worst = 0;
    original.data.forEach((value, index) => (worst = Math.max(worst, Math.abs(value - (full[index] ?? 0)))));
    expect(worst).toBeLessThanOrEqual(6);
  });

  it('reads the capture time of HEIC', async () => {
    expect(await readCaptureTime(await readFile(HEIC))).toBe('2024-03-05T14:30:12');
  });

  it('knows no capture time where there is none or it is nonsense', async () => {
    const plain = sharp(quadrants(64, 64).data, { raw: { width: 64, height: 64, channels: 3 } });
    expect(await readCaptureTime(await plain.clone().png().toBuffer())).toBeNull();
    const odd = plain.clone().withExif({ IFD2: { DateTimeOriginal: '0000:00:00 00:00:00' } });
    expect(await readCaptureTime(await odd.jpeg().toBuffer())).toBeNull();
  });
});
