import type { Box } from '../../shared/geometry/box';

export interface PixelSize {
  readonly width: number;
  readonly height: number;
}

/** A box that can be used, or the reason why it is none. */
export type LabelBox =
  | {
      readonly box: Box;
      /** How far the labels drew it beyond the photo, where that is more than rounding; pixels. */
      readonly cut?: number;
    }
  | { readonly problem: string };

const STEPS_PER_PIXEL = 1e9;
/** Roundings of other tools reach so far beyond the photo; nobody needs to hear of them. Pixels. */
const ROUNDING = 1;

/**
 * A coordinate on the grid that all label coordinates share, a billionth of a pixel: corners, sizes, centres and
 * fractions can be turned into each other and back without a change.
 */
export const onGrid = (pixels: number): number => Math.round(pixels * STEPS_PER_PIXEL) / STEPS_PER_PIXEL;

/** A box in pixels cut to its photo. Without a known size only the upper left edges are cut. */
export function labelBox(box: Box, size: PixelSize | null): LabelBox {
  if (![box.x, box.y, box.width, box.height].every(Number.isFinite))
    return { problem: 'a coordinate is not a number' };
  const [x, y] = [onGrid(box.x), onGrid(box.y)];
  const [right, bottom] = [onGrid(box.x + box.width), onGrid(box.y + box.height)];
  if (right <= x || bottom <= y) return { problem: 'the box has no area' };
  const left = Math.max(0, x);
  const top = Math.max(0, y);
  const width = onGrid(Math.min(size?.width ?? Infinity, right) - left);
  const height = onGrid(Math.min(size?.height ?? Infinity, bottom) - top);
  if (width <= 0 || height <= 0) return { problem: 'the box lies outside the photo' };
  const beyond = Math.max(-x, -y, right - (size?.width ?? Infinity), bottom - (size?.height ?? Infinity));
  const cutBox = { x: left, y: top, width, height };
  return beyond > ROUNDING ? { box: cutBox, cut: beyond } : { box: cutBox };
}

/** What to tell of a box that was cut. */
export const cutNote = (label: string, cut: number): string =>
  `the box of "${label}" reached ${Number(cut.toFixed(1))} px beyond the photo and was cut`;
