import { join } from 'node:path';
import sharp from 'sharp';
import { renderPhantom, type Phantom, type PhantomOptions } from '../../../src/shared/phantom/render-phantom';

/** A rendered picture of nobody, saved as a file. */
export interface PhantomFile {
  readonly path: string;
  readonly fileName: string;
  readonly phantom: Phantom;
}

/** Renders a face with known lesions and saves it; the format follows the file's name. */
export async function savePhantom(
  folder: string,
  fileName: string,
  options: PhantomOptions,
): Promise<PhantomFile> {
  const phantom = renderPhantom(options);
  const { width, height, data } = phantom.image;
  const path = join(folder, fileName);
  await sharp(data, { raw: { width, height, channels: 3 } }).toFile(path);
  return { path, fileName, phantom };
}
