import { join } from 'node:path';
import { toFailure } from '../../../shared/errors';
import type { Face } from '../../../shared/face/face';
import type { RgbImage } from '../../../shared/photo/rgb-image';
import { openFaceNetworks } from './face-networks';
import { findFace } from './find-face';

/** Looks for the face on a decoded photo; null where there is none that is sure enough. */
export type FindFace = (photo: RgbImage) => Promise<Face | null>;

export interface FaceFinder {
  readonly find: FindFace;
  readonly close: () => Promise<void>;
}

/**
 * Opens the networks that find faces. Without them lesions are found all the same, only neither their regions nor the
 * scale of the face.
 * @param pretrainedFolder folder of the weights that come with Macule, absolute.
 * @returns null where they cannot be opened, which is written to stderr.
 */
export async function openFaceFinder(pretrainedFolder: string, threads: number): Promise<FaceFinder | null> {
  try {
    const networks = await openFaceNetworks(join(pretrainedFolder, 'face'), { threads });
    return { find: (photo) => findFace(photo, networks), close: () => networks.close() };
  } catch (thrown) {
    process.stderr.write(`no faces: ${toFailure(thrown).message}\n`);
    return null;
  }
}

/** Runs `use` with what finds faces, where it can be opened, and closes it afterwards whatever happens. */
export async function withFaceFinder<T>(
  pretrainedFolder: string,
  threads: number,
  use: (findFace: FindFace | null) => Promise<T>,
): Promise<T> {
  const faces = await openFaceFinder(pretrainedFolder, threads);
  try {
    return await use(faces?.find ?? null);
  } finally {
    await faces?.close();
  }
}
