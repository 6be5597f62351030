import { stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import type { ReferenceLesion } from '../../shared/clinical/lesion';
import { scaleBox } from '../../shared/geometry/box';
import type { DatasetLabel, LabelledPhoto } from './dataset';
import { labelMeaning, singleType } from './label-types';
import { labelSourcesIn, readLabelSource, type LabelSource } from './label-source';
import { isPictureName, uprightSize } from './pictures';

/** A label file beside somebody's holiday pictures is not worth more memory than this. */
const MAX_LABEL_FILE_BYTES = 256 * 1024 * 1024;

/**
 * Ground truth for one picture, where its folder is a dataset split: lesions in fractions of the upright
 * photo. Look-alikes (`mole1`, `scar`, …) are left out; a word Macule doesn't know is kept with no type,
 * since it is shown under its own name. Empty where there are no labels, or none that can be read.
 * @param file path of the picture as the clinician chose it.
 */
export async function findReferenceLabels(file: string): Promise<readonly ReferenceLesion[]> {
  const picture = resolve(file);
  if (!isPictureName(basename(picture))) return [];
  const photo = await findLabelledPhoto(picture);
  if (photo === null || photo.labels.length === 0) return [];
  const size =
    photo.width !== null && photo.height !== null
      ? { width: photo.width, height: photo.height }
      : await uprightSize(picture);
  return size === null ? [] : toReference(photo.labels, size);
}

async function findLabelledPhoto(picture: string): Promise<LabelledPhoto | null> {
  const folder = dirname(picture);
  try {
    for (const source of await labelSourcesIn(folder)) {
      const photo = await readPhoto(source, picture);
      if (photo !== null) return photo;
    }
  } catch {
    // The import of a picture never fails over labels that happen to lie beside it; `macule evaluate`
    // reports what is wrong with them.
  }
  return null;
}

async function readPhoto(source: LabelSource, picture: string): Promise<LabelledPhoto | null> {
  if ('file' in source && (await stat(source.file)).size > MAX_LABEL_FILE_BYTES) return null;
  const reading = await readLabelSource(source, 'train', picture);
  return reading.photos.find((photo) => photo.file === picture) ?? null;
}

/** Labels in pixels as reference lesions in fractions of a photo of the given size. */
export function toReference(
  labels: readonly DatasetLabel[],
  size: { readonly width: number; readonly height: number },
): readonly ReferenceLesion[] {
  return labels.flatMap(({ label, box }) => {
    const meaning = labelMeaning(label);
    if (meaning !== null && 'lookAlike' in meaning) return [];
    return [{ label, type: singleType(label), box: scaleBox(box, 1 / size.width, 1 / size.height) }];
  });
}
