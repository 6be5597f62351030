import { parse } from 'node:path';
import { className } from '../class-list';
import type { LabelledPhoto } from '../dataset';

/**
 * File names for the photos of one split: their own, unless two would share a label file or a format could not
 * tell the name. A new name is built like those of Roboflow's versions, so that it still leads to the same
 * original.
 */
export function pictureNames(photos: readonly LabelledPhoto[]): readonly string[] {
  const taken = new Set<string>();
  return photos.map(({ fileName, stem }) => {
    const { ext } = parse(fileName);
    const base = className(stem).replace(/[\\/]+/g, '_') || 'photo';
    const candidates = function* (): Generator<string> {
      yield className(fileName).replace(/^\.+/, '');
      for (let version = 2; ; version += 1) yield `${base}_jpg.rf.${version}${ext.trim()}`;
    };
    for (const name of candidates()) {
      // File systems of Windows and macOS take names that differ in case only for the same.
      const key = parse(name).name.toLowerCase().normalize();
      if (taken.has(key)) continue;
      taken.add(key);
      return name;
    }
    throw new RangeError('unreachable: there is always a next version');
  });
}
