import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { LESION_TYPES } from '../../../src/shared/clinical/lesion';
import type { PhantomFile } from './phantom-files';

/** Puts the painted lesions beside their picture as a COCO file, as datasets come. */
export async function saveCocoLabels({ path, fileName, phantom }: PhantomFile): Promise<void> {
  const { width, height } = phantom.image;
  const labels = {
    images: [{ id: 1, file_name: fileName, width, height }],
    categories: LESION_TYPES.map((name, id) => ({ id, name })),
    annotations: phantom.lesions.map(({ type, box }, id) => ({
      id,
      image_id: 1,
      category_id: LESION_TYPES.indexOf(type),
      bbox: [box.x, box.y, box.width, box.height],
      area: box.width * box.height,
      iscrowd: 0,
    })),
  };
  await writeFile(join(dirname(path), '_annotations.coco.json'), JSON.stringify(labels));
}
