import { join, parse } from 'node:path';

/**
 * Gives each picture its own file in a folder: `face.jpg` → `face-lesions.png`, a second `face` →
 * `face-lesions-2.png`, so that pictures of one name from several folders don't replace each other.
 */
export function overlayNames(folder: string): (file: string) => string {
  const used = new Set<string>();
  return (file) => {
    const { name } = parse(file);
    let candidate = `${name}-lesions.png`;
    // Some systems take `Face` and `face` for the same name.
    for (let count = 2; used.has(candidate.toLowerCase()); count += 1)
      candidate = `${name}-lesions-${count}.png`;
    used.add(candidate.toLowerCase());
    return join(folder, candidate);
  };
}
