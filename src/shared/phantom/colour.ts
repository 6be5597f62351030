/** Red, green and blue, each 0–255 as in the picture, or a factor or absorption for each of the three. */
export type Rgb = readonly [number, number, number];

/** Luma of an 8-bit colour, 0–255 (Rec. 709 weights on encoded values: enough to compare neighbours). */
export const luma = ([r, g, b]: Rgb): number => 0.2126 * r + 0.7152 * g + 0.0722 * b;

export const mix = (from: Rgb, to: Rgb, share: number): Rgb => [
  from[0] + (to[0] - from[0]) * share,
  from[1] + (to[1] - from[1]) * share,
  from[2] + (to[2] - from[2]) * share,
];

export const scaleColour = (colour: Rgb, factor: number): Rgb => [
  colour[0] * factor,
  colour[1] * factor,
  colour[2] * factor,
];

/** 1 up to `from`, 0 beyond `to`, smooth in between. */
export function fall(value: number, from: number, to: number): number {
  if (value <= from) return 1;
  if (value >= to) return 0;
  const t = (to - value) / (to - from);
  return t * t * (3 - 2 * t);
}

export const clamp = (value: number, low: number, high: number): number =>
  Math.min(high, Math.max(low, value));
