import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { SPLITS, type Dataset, type DatasetProblem, type LabelledPhoto, type Split } from '../dataset';
import { inParallel } from '../in-parallel';
import type { LabelFormat } from '../dataset';
import { READS_AT_ONCE, uprightSize } from '../pictures';
import { WRITERS } from './formats';
import type { OutgoingPhoto } from './outgoing';
import { pictureNames } from './picture-names';
import type { PictureMode } from './place-picture';
import { isPlaceless } from './what-is-lost';

export interface PhotoPlan {
  /** The splits that have photos. */
  readonly splits: ReadonlyMap<Split, readonly OutgoingPhoto[]>;
  readonly leftOut: readonly DatasetProblem[];
}

/**
 * Decides which photos go into a new dataset and under which names. Only formats without places take photos
 * whose places are not known, and YOLO takes only photos whose size can be read.
 * @param finalFolder where the dataset will stand in the end.
 */
export async function planPhotos(
  { photos }: Dataset,
  format: LabelFormat,
  mode: PictureMode,
  finalFolder: string,
): Promise<PhotoPlan> {
  const fitting = photos.filter((photo) => format === 'csv' || !isPlaceless(photo));
  const sizes = await inParallel(fitting, READS_AT_ONCE, sizeOf);
  const sized = fitting.map((photo, index) => ({ photo, size: sizes[index] ?? null }));
  const fits = ({ size }: (typeof sized)[number]): boolean => size !== null || format !== 'yolo';
  const splits = new Map<Split, readonly OutgoingPhoto[]>();
  for (const split of SPLITS) {
    const going = sized.filter((one) => one.photo.split === split && fits(one));
    if (going.length === 0) continue;
    const names = pictureNames(going.map(({ photo }) => photo));
    const folder = join(finalFolder, WRITERS[format].labelFolder(split));
    splits.set(
      split,
      going.map(({ photo, size }, index) => {
        const name = names[index] ?? photo.fileName;
        return { photo, size, name, reference: mode === 'reference' ? wayTo(photo.file, folder) : name };
      }),
    );
  }
  const leftOut = sized
    .filter((one) => !fits(one))
    .map(({ photo: { file } }) => ({ file, message: NO_SIZE }));
  return { splits, leftOut };
}

const NO_SIZE = 'the picture’s size can’t be read, and YOLO needs it';

const sizeOf = async ({ file, width, height }: LabelledPhoto) =>
  width !== null && height !== null ? { width, height } : uprightSize(file);

function wayTo(picture: string, folder: string): string {
  const way = relative(resolve(folder), picture);
  // From one drive of Windows to another there is no relative way.
  return isAbsolute(way) ? picture : way.split(sep).join('/');
}
