import { join, parse, resolve } from 'node:path';

/**
 * Gives each picture its own file in a folder: `face.jpg` → `face-lesions.png`, a second `face` →
 * `face-lesions-2.png`, so that pictures of one name from several folders don't replace each other, nor any of the
 * photos themselves where these lie in that folder.
 */
export function overlayNames(folder: string, photos: readonly string[]): (file: string) => string {
  const key = (name: string): string => resolve(folder, name).toLowerCase();
  const used = new Set(photos.map((file) => resolve(file).toLowerCase()));
  return (file) => {
    const { name } = parse(file);
    let candidate = `${name}-lesions.png`;
    // Some systems take `Face` and `face` for the same name.
    for (let count = 2; used.has(key(candidate)); count += 1) candidate = `${name}-lesions-${count}.png`;
    used.add(key(candidate));
    return join(folder, candidate);
  };
}
