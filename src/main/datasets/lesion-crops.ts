import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { LabelReading, Split } from './dataset';
import { singleType } from './label-types';
import { leakageStem } from './leakage-stem';
import { isPictureName, listPictures } from './pictures';

const LABEL_FILE = /\.(json|txt|xml|csv|ya?ml)$/i;

/**
 * Whether a folder holds pictures of single lesions, in a folder for each type ("blackhead", "papule", …) and nothing
 * beside them that says more: no label file, no picture outside.
 * @param names all that lies in the folder.
 */
export async function hasLesionCrops(folder: string, names: readonly string[]): Promise<boolean> {
  const types = names.filter((name) => singleType(name) !== null);
  if (types.length === 0 || names.some(isPictureName)) return false;
  const inside = await Promise.all(
    types.map((type) => readdir(join(folder, type)).catch((): string[] => [])),
  );
  return !inside.flat().some((name) => LABEL_FILE.test(name)) && inside.flat().some(isPictureName);
}

/** Reads the pictures of single lesions in the folders that are named after a type; others are reported. */
export async function readLesionCrops(folder: string, split: Split): Promise<LabelReading> {
  const reading = { classes: new Set<string>(), photos: [] as LabelReading['photos'][number][] };
  const problems: LabelReading['problems'][number][] = [];
  const entries = await readdir(folder, { withFileTypes: true });
  for (const name of entries
    .filter((entry) => !entry.isFile())
    .map((entry) => entry.name)
    .sort()) {
    if (name.startsWith('.')) continue;
    if (singleType(name) === null) {
      problems.push({ file: join(folder, name), message: `"${name}" is no lesion type that Macule knows` });
      continue;
    }
    const fileNames = await listPictures(join(folder, name)).catch(() => null);
    if (fileNames === null) {
      problems.push({ file: join(folder, name), message: 'cannot be opened as a folder' });
      continue;
    }
    reading.classes.add(name);
    for (const fileName of fileNames)
      reading.photos.push({
        ...{ file: join(folder, name, fileName), fileName: `${name}/${basename(fileName)}`, split },
        ...{ stem: leakageStem(`${name}/${fileName}`), width: null, height: null, labels: [], crop: name },
      });
  }
  return { classes: [...reading.classes], photos: reading.photos, problems, notes: [] };
}
