import sharp from 'sharp';
import { expect, it } from 'vitest';
import { writePhantom } from '../../helpers/phantom-file';
import { withFolder } from '../../helpers/pictures';

const options = { width: 96, height: 120, seed: 3, counts: { papule: 2 }, lookAlikes: 0 } as const;

it('writes a PNG of exactly the rendered pixels', () =>
  withFolder(async (folder) => {
    const { file, image, lesions } = await writePhantom(folder, 'face.png', options);
    const { data, info } = await sharp(file).raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height, info.channels]).toEqual([96, 120, 3]);
    expect(data.equals(image.data)).toBe(true);
    expect(lesions).toHaveLength(2);
  }));

it('writes a JPEG close to the rendered pixels', () =>
  withFolder(async (folder) => {
    const { file, image } = await writePhantom(folder, 'face.jpg', options);
    expect((await sharp(file).metadata()).format).toBe('jpeg');
    const data = await sharp(file).raw().toBuffer();
    const error = data.reduce((sum, value, at) => sum + Math.abs(value - image.data[at]!), 0) / data.length;
    expect(error).toBeLessThan(4);
  }));

it('refuses an ending it knows no format for', () =>
  withFolder(async (folder) => {
    await expect(writePhantom(folder, 'face.bmp', options)).rejects.toThrow('face.bmp');
  }));
