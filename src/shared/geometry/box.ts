import { z } from 'zod';

/**
 * An axis-aligned box. Which unit is a matter of context and always stated there: fractions of the
 * upright photo's width and height (`x` right, `y` down, 0–1), or pixels.
 */
export const boxSchema = z.object({
  x: z.number(),
  y: z.number(),
  width: z.number().nonnegative(),
  height: z.number().nonnegative(),
});

export type Box = Readonly<z.infer<typeof boxSchema>>;

/** Scales a box by one factor an axis; turns fractions into pixels with the photo's width and height. */
export const scaleBox = (box: Box, scaleX: number, scaleY: number): Box => ({
  x: box.x * scaleX,
  y: box.y * scaleY,
  width: box.width * scaleX,
  height: box.height * scaleY,
});

export const boxArea = (box: Box): number => box.width * box.height;

/** The part that two boxes share, as an area in their common unit squared. */
export function intersectionArea(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return width > 0 && height > 0 ? width * height : 0;
}

/** Intersection over union, 0–1; 0 where both boxes are empty. */
export function intersectionOverUnion(a: Box, b: Box): number {
  const shared = intersectionArea(a, b);
  const union = boxArea(a) + boxArea(b) - shared;
  return union > 0 ? shared / union : 0;
}
