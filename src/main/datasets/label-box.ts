import type { Box } from '../../shared/geometry/box';

/**
 * A box in pixels cut to its photo, or the reason why it can't be one. Without a known size only the upper
 * left edges are cut.
 */
export function labelBox(
  box: Box,
  size: { readonly width: number; readonly height: number } | null,
): Box | { readonly problem: string } {
  const { x, y, width, height } = box;
  if (![x, y, width, height].every(Number.isFinite)) return { problem: 'a coordinate is not a number' };
  if (width <= 0 || height <= 0) return { problem: 'the box has no area' };
  const left = Math.max(0, x);
  const top = Math.max(0, y);
  const right = Math.min(size?.width ?? Infinity, x + width);
  const bottom = Math.min(size?.height ?? Infinity, y + height);
  if (right <= left || bottom <= top) return { problem: 'the box lies outside the photo' };
  return { x: left, y: top, width: right - left, height: bottom - top };
}
