import { onGrid } from '../label-box';
import { SEED_ANNOTATIONS, SEED_CLASSES } from '../seed-row';
import { pixelText, type FormatWriter, type OutgoingPhoto } from './outgoing';

/** `_annotations.txt` and `_classes.txt` beside the pictures of each split. */
export const seedWriter: FormatWriter = {
  pictureFolder: (split) => split,
  labelFolder: (split) => split,
  refersAnywhere: true,
  textFiles: ({ classes, splits }) =>
    [...splits].flatMap(([split, photos]) => [
      { path: `${split}/${SEED_CLASSES}`, text: classes.map((name) => `${name}\n`).join('') },
      { path: `${split}/${SEED_ANNOTATIONS}`, text: photos.map((photo) => rowOf(photo, classes)).join('') },
    ]),
};

function rowOf({ photo, reference }: OutgoingPhoto, classes: readonly string[]): string {
  const boxes = photo.labels.map(({ label, box }) =>
    [
      ...[box.x, box.y, onGrid(box.x + box.width), onGrid(box.y + box.height)].map(pixelText),
      classes.indexOf(label),
    ].join(','),
  );
  return `${[reference, ...boxes].join(' ')}\n`;
}
