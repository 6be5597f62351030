import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { className, parseClassList } from './class-list';

/** YAML takes a class called `1` or `yes` for something else than text. */
const nameSchema = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const namesSchema = z.object({
  names: z.union([z.array(nameSchema), z.record(z.string(), nameSchema)]),
});

/** Class names by index from the text of a `data.yaml` (a list, or a map from index to name); null without. */
export function parseYoloNames(text: string): readonly (string | undefined)[] | null {
  let document: unknown;
  try {
    document = parse(text, { logLevel: 'error' });
  } catch {
    return null;
  }
  const parsed = namesSchema.safeParse(document);
  if (!parsed.success) return null;
  const { names } = parsed.data;
  if (Array.isArray(names)) return names.map((name) => className(name) || undefined);
  const list: (string | undefined)[] = [];
  for (const [index, name] of Object.entries(names)) {
    if (/^\d{1,4}$/.test(index)) list[Number(index)] = className(name) || undefined;
  }
  return list;
}

const YAML_NAMES = ['data.yaml', 'data.yml', 'dataset.yaml', 'dataset.yml'];
const LIST_NAMES = ['classes.txt', '_classes.txt', 'obj.names'];

/** True for text files beside labels that are none themselves. */
export const isClassListName = (fileName: string): boolean =>
  LIST_NAMES.includes(fileName) || /^(readme|notes|licen[cs]e|train|valid?|test)\b.*\.txt$/i.test(fileName);

/** Class names for the labels in `folder`, from it or up to two folders above; null where none are stated. */
export async function findYoloClasses(folder: string): Promise<readonly (string | undefined)[] | null> {
  const places = [folder, dirname(folder), dirname(dirname(folder))];
  for (const file of places.flatMap((place) => YAML_NAMES.map((name) => join(place, name)))) {
    const text = await readIfThere(file);
    const names = text === null ? null : parseYoloNames(text);
    if (names !== null) return names;
  }
  // Only then: `classes.txt` may be the label file of a picture called so.
  for (const file of places.flatMap((place) => LIST_NAMES.map((name) => join(place, name)))) {
    const text = await readIfThere(file);
    if (text !== null) return parseClassList(text);
  }
  return null;
}

async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
