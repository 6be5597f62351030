/** ACNE04 pictures: severity and number, whatever a later tool appended. */
const ACNE04_STEM = /^levle\d+_\d+/;
/** Roboflow exports: `<original>_jpg.rf.<hash>.jpg`. */
const ROBOFLOW_STEM = /^(.+)_(?:jpe?g|png|webp|bmp|tiff?)\.rf\./i;

/**
 * Key under which copies and augmented versions of one original picture meet, so that a split can keep them
 * together. `name` is a file name, or the original's name as the dataset states it.
 */
export function leakageStem(name: string): string {
  const acne04 = ACNE04_STEM.exec(name);
  if (acne04 !== null) return acne04[0];
  const roboflow = ROBOFLOW_STEM.exec(name);
  if (roboflow?.[1] !== undefined) return roboflow[1];
  return name.replace(/\.[A-Za-z0-9]+$/, '');
}
