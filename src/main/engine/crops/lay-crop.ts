import { clamp, fall } from '../../../shared/phantom/colour';
import { localSkin } from '../../../shared/phantom/local-skin';
import type { RgbImage } from '../../../shared/photo/rgb-image';
import { median } from '../ml/median';
import { uniform, type Random } from '../ml/random';

/** Share of a crop's side that its lesion takes, by eye: pictures of single lesions come without boxes. */
const LESION_SHARE = 0.6;
/** From this share of the radius on a crop fades into the skin; at its edge nothing of it is left. */
const SOLID = 0.6;
/** Where a crop shows the skin round its lesion, shares of its radius. */
const RIM = [0.75, 0.95] as const;
/** Factors that bring a crop's skin to the skin it is laid on stay within these. */
const GAIN = [0.4, 2.5] as const;

/**
 * Lays a picture of a single lesion on the skin of a photo, in place: turned, fading into the skin and in its colour, so
 * that what is round the lesion tells nothing of where it is from.
 * @param place of the lesion: its centre and radius in pixels.
 */
export function layCrop(
  patch: RgbImage,
  crop: RgbImage,
  place: { readonly x: number; readonly y: number; readonly radius: number },
  random: Random,
): void {
  const { x, y } = place;
  const radius = place.radius / LESION_SHARE;
  const skin = localSkin(patch, x, y, radius);
  if (skin === null) return;
  const rim = rimColour(crop);
  const gain = rim.map((value, channel) =>
    clamp((skin.colour[channel] as number) / Math.max(1, value), ...GAIN),
  );
  const turn = uniform(random, 0, 2 * Math.PI);
  const [cos, sin, mirror] = [Math.cos(turn), Math.sin(turn), random() < 0.5 ? -1 : 1];
  const last = { column: Math.min(patch.width - 1, x + radius), row: Math.min(patch.height - 1, y + radius) };
  for (let row = Math.max(0, Math.ceil(y - radius)); row <= last.row; row += 1) {
    for (let column = Math.max(0, Math.ceil(x - radius)); column <= last.column; column += 1) {
      const [u, v] = [(column - x) / radius, (row - y) / radius];
      const distance = Math.hypot(u, v);
      if (distance >= 1) continue;
      const cover = fall(distance, SOLID, 1);
      const [s, t] = [mirror * (cos * u - sin * v), sin * u + cos * v];
      const at = (row * patch.width + column) * 3;
      for (let channel = 0; channel < 3; channel += 1) {
        const laid = (gain[channel] as number) * sampled(crop, (1 + s) / 2, (1 + t) / 2, channel);
        const there = patch.data[at + channel] as number;
        patch.data[at + channel] = clamp(Math.round(there + (laid - there) * cover), 0, 255);
      }
    }
  }
}

function rimColour({ width, height, data }: RgbImage): readonly number[] {
  const found: [number[], number[], number[]] = [[], [], []];
  for (let row = 0; row < height; row += 1)
    for (let column = 0; column < width; column += 1) {
      const distance = Math.hypot((2 * column + 1) / width - 1, (2 * row + 1) / height - 1);
      if (distance < RIM[0] || distance > RIM[1]) continue;
      found.forEach((values, channel) => values.push(data[(row * width + column) * 3 + channel] as number));
    }
  return found.map(median);
}

/** A channel at a place given in shares of width and height, bilinearly. */
function sampled({ width, height, data }: RgbImage, across: number, down: number, channel: number): number {
  const x = clamp(across * width - 0.5, 0, width - 1);
  const y = clamp(down * height - 0.5, 0, height - 1);
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [right, bottom] = [Math.min(width - 1, left + 1), Math.min(height - 1, top + 1)];
  const value = (column: number, row: number): number => data[(row * width + column) * 3 + channel] as number;
  const upper = value(left, top) + (value(right, top) - value(left, top)) * (x - left);
  const lower = value(left, bottom) + (value(right, bottom) - value(left, bottom)) * (x - left);
  return upper + (lower - upper) * (y - top);
}
