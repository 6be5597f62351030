import type { Dataset, LabelledPhoto } from '../dataset';
import type { LabelFormat } from '../dataset';
import { leakageStem } from '../leakage-stem';

/** One sentence for everything in a dataset that the format cannot hold. */
export function whatIsLost({ photos }: Pick<Dataset, 'photos'>, format: LabelFormat): readonly string[] {
  const labels = photos.flatMap((photo) => photo.labels);
  const circles = labels.filter(({ circle }) => circle !== undefined).length;
  const keyed = photos.filter(({ stem, fileName }) => stem !== leakageStem(fileName)).length;
  const placeless = photos.filter(isPlaceless).length;
  return [
    ...(format === 'csv' && labels.length > 0
      ? [
          `${count(labels.length, 'box', 'boxes')} become the presence of their class on the photo: places and numbers are lost`,
        ]
      : []),
    ...(format !== 'csv' && placeless > 0
      ? [`${count(placeless, 'photo')} left out: their labels say which classes they show, but not where`]
      : []),
    ...(format !== 'coco' && format !== 'csv' && circles > 0
      ? [`${count(circles, 'circle')} become boxes: only COCO can hold them`]
      : []),
    ...(format !== 'coco' && keyed > 0
      ? [
          `the original picture’s name is lost for ${count(keyed, 'photo')} whose file is named otherwise: only COCO can hold it`,
        ]
      : []),
  ];
}

/** True for a photo that no format with boxes can hold. */
export const isPlaceless = ({ presence }: LabelledPhoto): boolean => presence !== undefined;

const count = (number: number, one: string, many = `${one}s`): string =>
  `${number} ${number === 1 ? one : many}`;
