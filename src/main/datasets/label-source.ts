import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { cocoFilesIn, readCoco } from './coco';
import type { LabelReading, Split } from './dataset';
import { readSeedAnnotations, SEED_ANNOTATIONS } from './seed-annotations';
import { hasYoloLabels, readYolo } from './yolo';

/** Labels found in one folder, in the format they were found in. */
export type LabelSource =
  | { readonly format: 'coco'; readonly file: string }
  | { readonly format: 'seed'; readonly file: string }
  | { readonly format: 'yolo'; readonly pictureFolder: string };

/** The label formats as a sentence names them. */
export const KNOWN_FORMATS =
  'COCO (annotations.json), _annotations.txt with _classes.txt, or YOLO text files with data.yaml';

/** Label sources in this very folder; several where a COCO folder holds one file a split. */
export async function labelSourcesIn(folder: string): Promise<readonly LabelSource[]> {
  const names = (await readdir(folder)).sort();
  const coco = cocoFilesIn(folder, names);
  if (coco.length > 0) return coco.map((file) => ({ format: 'coco', file }));
  if (names.includes(SEED_ANNOTATIONS)) return [{ format: 'seed', file: join(folder, SEED_ANNOTATIONS) }];
  if (await hasYoloLabels(folder)) return [{ format: 'yolo', pictureFolder: folder }];
  return [];
}

export function readLabelSource(source: LabelSource, split: Split): Promise<LabelReading> {
  switch (source.format) {
    case 'coco':
      return readCoco(source.file, split);
    case 'seed':
      return readSeedAnnotations(source.file, split);
    case 'yolo':
      return readYolo(source.pictureFolder, split);
  }
}
