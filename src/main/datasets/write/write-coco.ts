import { leakageStem } from '../leakage-stem';
import { onGrid } from '../label-box';
import type { FormatWriter, OutgoingPhoto } from './outgoing';

export const COCO_NAME = '_annotations.coco.json';

/** One COCO file beside the pictures of each split; `circle` is kept as an extra field of an annotation. */
export const cocoWriter: FormatWriter = {
  pictureFolder: (split) => split,
  labelFolder: (split) => split,
  refersAnywhere: true,
  textFiles: ({ classes, splits }) =>
    [...splits].map(([split, photos]) => ({
      path: `${split}/${COCO_NAME}`,
      text: `${JSON.stringify(documentOf(photos, classes), null, 1)}\n`,
    })),
};

function documentOf(photos: readonly OutgoingPhoto[], classes: readonly string[]) {
  const annotations = photos.flatMap(({ photo }, index) =>
    photo.labels.map(({ label, box, circle }) => ({
      image_id: index + 1,
      category_id: classes.indexOf(label) + 1,
      bbox: [box.x, box.y, box.width, box.height],
      area: onGrid(box.width * box.height),
      iscrowd: 0,
      ...(circle === undefined ? {} : { circle: [circle.x, circle.y, circle.radius] }),
    })),
  );
  return {
    images: photos.map(({ photo, reference, size }, index) => ({
      id: index + 1,
      file_name: reference,
      ...(size === null ? {} : { width: size.width, height: size.height }),
      ...sourceOf(photo.stem, reference),
    })),
    categories: classes.map((name, index) => ({ id: index + 1, name })),
    annotations: annotations.map((annotation, index) => ({ id: index + 1, ...annotation })),
  };
}

/** The original's name where the picture's own doesn't tell it. */
function sourceOf(stem: string, reference: string): { readonly source?: string } {
  if (leakageStem(reference) === stem) return {};
  return { source: leakageStem(stem) === stem ? stem : `${stem}.jpg` };
}
