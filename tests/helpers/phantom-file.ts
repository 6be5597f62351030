import { join } from 'node:path';
import sharp from 'sharp';
import { renderPhantom, type Phantom, type PhantomOptions } from '../../src/shared/phantom/render-phantom';
import type { RgbImage } from '../../src/shared/photo/rgb-image';

/** A rendered face in a file, for tests that need a photograph. */
export interface PhantomFile extends Phantom {
  readonly file: string;
}

/** Renders a phantom into `folder`/`name`; the name's ending says JPEG (`.jpg`, `.jpeg`) or PNG (`.png`). */
export async function writePhantom(
  folder: string,
  name: string,
  options: PhantomOptions,
): Promise<PhantomFile> {
  const phantom = renderPhantom(options);
  return { ...phantom, file: await writeImage(folder, name, phantom.image) };
}

/** Writes pixels into `folder`/`name` and gives the whole path. */
export async function writeImage(folder: string, name: string, image: RgbImage): Promise<string> {
  const file = join(folder, name);
  const { width, height, data } = image;
  const picture = sharp(data, { raw: { width, height, channels: 3 } });
  if (/\.jpe?g$/i.test(name)) await picture.jpeg({ quality: 92, chromaSubsampling: '4:4:4' }).toFile(file);
  else if (/\.png$/i.test(name)) await picture.png().toFile(file);
  else throw new RangeError(`No picture format is known by the ending of ${name}`);
  return file;
}
