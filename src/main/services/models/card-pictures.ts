import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface IllustratedCard {
  /** Markdown. */
  readonly text: string;
  /** Addresses that a page may load, by the names that the text gives them. */
  readonly pictures: Record<string, string>;
}

/** Names of pictures that a card may show. */
const PICTURE = /^[\w-]+\.jpg$/;

/** The pictures beside a model's card, as addresses that a page may load, by name; none where there are none. */
export async function cardPictures(modelFolder: string): Promise<IllustratedCard['pictures']> {
  const names = (await readdir(modelFolder)).filter((name) => PICTURE.test(name)).sort();
  const pictures = await Promise.all(
    names.map(async (name) => {
      const bytes = await readFile(join(modelFolder, name));
      return [name, `data:image/jpeg;base64,${bytes.toString('base64')}`] as const;
    }),
  );
  return Object.fromEntries(pictures);
}
