import { parse } from 'node:path';
import { stringify } from 'yaml';
import type { Split } from '../dataset';
import type { PixelSize } from '../label-box';
import { fractionText, type FormatWriter, type OutgoingPhoto } from './outgoing';

/** The keys under which trainers look for the splits. */
const KEYS: Readonly<Record<Split, string>> = { train: 'train', valid: 'val', test: 'test' };

/** `data.yaml`, and a text file for each picture in a `labels` folder beside its `images` folder. */
export const yoloWriter: FormatWriter = {
  pictureFolder: (split) => `${split}/images`,
  labelFolder: (split) => `${split}/labels`,
  refersAnywhere: false,
  textFiles: ({ classes, splits }) => {
    const folders = [...splits.keys()].map((split) => [KEYS[split], `${split}/images`] as const);
    const about = { ...Object.fromEntries<string>(folders), nc: classes.length, names: classes };
    const labels = [...splits].flatMap(([split, photos]) =>
      photos.map((photo) => ({
        path: `${split}/labels/${parse(photo.name).name}.txt`,
        text: rowsOf(photo, classes),
      })),
    );
    return [{ path: 'data.yaml', text: stringify(about) }, ...labels];
  },
};

/** Photos without a size are left out before: their boxes can't be told in fractions. */
function rowsOf({ photo, size }: OutgoingPhoto, classes: readonly string[]): string {
  const { width, height } = size as PixelSize;
  return photo.labels
    .map(({ label, box }) => {
      const numbers = [
        (box.x + box.width / 2) / width,
        (box.y + box.height / 2) / height,
        box.width / width,
        box.height / height,
      ];
      return `${[classes.indexOf(label), ...numbers.map(fractionText)].join(' ')}\n`;
    })
    .join('');
}
