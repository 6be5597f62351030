import type { LesionType } from '../../../shared/clinical/lesion';
import type { DatasetLabel, LabelledPhoto } from '../../datasets/dataset';
import { isLesionLabel, singleType } from '../../datasets/label-types';

/** Lesions that a photo's labels name with one of the types; look-alikes and unknown words are no lesions. */
export const typedLesions = (labels: readonly DatasetLabel[]) =>
  labels.flatMap(({ label, box }) => {
    const type = singleType(label);
    return type === null ? [] : [{ type, box }];
  });

/** Whether a photo has a lesion of unknown type or place: it can be neither learnt nor counted as skin. */
export const leavesLesionsOpen = ({ labels, presence }: LabelledPhoto): boolean =>
  presence !== undefined || labels.some(({ label }) => isLesionLabel(label) && singleType(label) === null);

/** Lesions that a photo of these has at most, at least 2: TensorFlow.js cannot tell one object from none by one-hot. */
export const mostLesions = (photos: readonly LabelledPhoto[]): number =>
  photos.reduce((most, { labels }) => Math.max(most, typedLesions(labels).length), 2);

/**
 * What is to be found on pictures, as a YOLOv8 program takes it.
 * @param labels of each picture, boxes in pixels of the network's input.
 * @param classes the types in the order of the network's classes.
 * @param mostObjects places a picture has; lesions beyond them are left out.
 */
export function yoloTruthArrays(
  labels: readonly (readonly DatasetLabel[])[],
  classes: readonly LesionType[],
  mostObjects: number,
): Readonly<Record<'boxes' | 'classes' | 'mask', Float32Array>> {
  const places = labels.length * mostObjects;
  const truth = {
    boxes: new Float32Array(4 * places),
    classes: new Float32Array(places),
    mask: new Float32Array(places),
  };
  labels.forEach((ofPicture, picture) => {
    const lesions = typedLesions(ofPicture).filter(({ type }) => classes.includes(type));
    lesions.slice(0, mostObjects).forEach(({ type, box: { x, y, width, height } }, index) => {
      const place = picture * mostObjects + index;
      truth.boxes.set([x, y, x + width, y + height], 4 * place);
      truth.classes[place] = classes.indexOf(type);
      truth.mask[place] = 1;
    });
  });
  return truth;
}
