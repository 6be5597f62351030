import { stringify } from 'csv-stringify/sync';
import { PRESENCE_CSV } from '../presence-csv';
import { presentClasses } from '../presence';
import type { FormatWriter } from './outgoing';

/** The multi-label table of the seed study's first experiment, one beside the pictures of each split. */
export const presenceWriter: FormatWriter = {
  pictureFolder: (split) => split,
  labelFolder: (split) => split,
  refersAnywhere: true,
  textFiles: ({ classes, splits }) =>
    [...splits].map(([split, photos]) => ({
      path: `${split}/${PRESENCE_CSV}`,
      text: stringify([
        ['filename', ...classes],
        ...photos.map(({ photo, reference }) => {
          const present = presentClasses(photo);
          return [reference, ...classes.map((name) => (present.has(name) ? 1 : 0))];
        }),
      ]),
    })),
};
