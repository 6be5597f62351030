import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { cocoFilesIn, readCoco } from './coco';
import type { LabelReading, Split } from './dataset';
import { hasLesionCrops, readLesionCrops } from './lesion-crops';
import { findPresenceCsv, readPresenceCsv } from './presence-csv';
import { readSeedAnnotations } from './seed-annotations';
import { SEED_ANNOTATIONS } from './seed-row';
import { readVoc } from './voc';
import { hasVocLabels } from './voc-xml';
import { hasYoloLabels, readYolo } from './yolo';

/** Labels found in one folder, in the format they were found in. */
export type LabelSource =
  | { readonly format: 'coco'; readonly file: string }
  | { readonly format: 'seed'; readonly file: string }
  | { readonly format: 'yolo'; readonly pictureFolder: string }
  | { readonly format: 'voc'; readonly folder: string }
  | { readonly format: 'csv'; readonly file: string }
  | { readonly format: 'crops'; readonly folder: string };

/** The label formats as a sentence names them. */
export const KNOWN_FORMATS =
  'COCO (annotations.json), _annotations.txt with _classes.txt, YOLO text files with data.yaml, Pascal VOC ' +
  'XML files, a table of classes (_classes.csv), or pictures of single lesions in folders named after their types';

/**
 * Label sources in this very folder; several where a COCO folder holds one file a split. A table of classes
 * counts only where nothing says more.
 */
export async function labelSourcesIn(folder: string): Promise<readonly LabelSource[]> {
  // macOS writes a hidden file beside each on disks of other systems (`._a.xml`), which is no label file.
  const names = (await readdir(folder)).filter((name) => !name.startsWith('.')).sort();
  const coco = cocoFilesIn(folder, names);
  if (coco.length > 0) return coco.map((file) => ({ format: 'coco', file }));
  if (names.includes(SEED_ANNOTATIONS)) return [{ format: 'seed', file: join(folder, SEED_ANNOTATIONS) }];
  if (await hasVocLabels(folder, names)) return [{ format: 'voc', folder }];
  if (await hasYoloLabels(folder)) return [{ format: 'yolo', pictureFolder: folder }];
  const csv = await findPresenceCsv(folder, names);
  if (csv !== null) return [{ format: 'csv', file: csv }];
  return (await hasLesionCrops(folder, names)) ? [{ format: 'crops', folder }] : [];
}

/** @param only the one picture whose labels are wanted, by its absolute path, where others may be left unread. */
export function readLabelSource(source: LabelSource, split: Split, only?: string): Promise<LabelReading> {
  switch (source.format) {
    case 'coco':
      return readCoco(source.file, split);
    case 'seed':
      return readSeedAnnotations(source.file, split, only);
    case 'yolo':
      return readYolo(source.pictureFolder, split, only === undefined ? undefined : basename(only));
    case 'voc':
      return readVoc(source.folder, split, only);
    case 'csv':
      return readPresenceCsv(source.file, split);
    case 'crops':
      return readLesionCrops(source.folder, split);
  }
}
