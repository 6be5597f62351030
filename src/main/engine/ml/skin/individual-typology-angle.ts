import type { Box } from '../../../../shared/geometry/box';
import type { RgbImage } from '../../../../shared/photo/rgb-image';
import { median } from '../median';

/**
 * Groups of skin colour by individual typology angle (Chardon 1991, Del Bino 2013), with their lower limits in degrees.
 * A measurement on a photograph, camera and light included: no Fitzpatrick type.
 */
export const SKIN_COLOUR_GROUPS = [
  { group: 'very light', above: 55 },
  { group: 'light', above: 41 },
  { group: 'intermediate', above: 28 },
  { group: 'tan', above: 10 },
  { group: 'brown', above: -30 },
  { group: 'dark', above: -Infinity },
] as const;
export type SkinColourGroup = (typeof SKIN_COLOUR_GROUPS)[number]['group'];

/** @param angle degrees. */
export const skinColourGroup = (angle: number): SkinColourGroup =>
  SKIN_COLOUR_GROUPS.find(({ above }) => angle > above)?.group ?? 'dark';

/** Fewer pixels of skin than this say nothing. */
const FEWEST_PIXELS = 200;
/** Lesions redden the skin round them: so many times a mark's size round its centre is left out. */
const CLEARANCE = 2;
/** Pixels that are looked at, at most. */
const MOST_PIXELS = 40_000;

/**
 * Individual typology angle of the skin that a photo shows: arctan((L* − 50) / b*) of the median L* and b*, over pixels
 * that have the colour of skin and lie clear of the marked places.
 * @param marks boxes in pixels of the image.
 * @returns degrees; null where too little skin is found.
 */
export function individualTypologyAngle(
  { width, height, data }: RgbImage,
  marks: readonly Box[],
): number | null {
  const lightness: number[] = [];
  const yellowness: number[] = [];
  const step = Math.max(1, Math.ceil(Math.sqrt((width * height) / MOST_PIXELS)));
  for (let y = 0; y < height; y += step) {
    for (let x = 0; x < width; x += step) {
      const at = (y * width + x) * 3;
      const [red, green, blue] = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
      if (!hasSkinColour(red, green, blue) || marks.some((mark) => isNear(mark, x, y))) continue;
      const { l, b } = lightnessAndYellowness(red, green, blue);
      lightness.push(l);
      yellowness.push(b);
    }
  }
  if (lightness.length < FEWEST_PIXELS) return null;
  return (Math.atan2(median(lightness) - 50, median(yellowness)) * 180) / Math.PI;
}

const isNear = ({ x, y, width, height }: Box, atX: number, atY: number): boolean =>
  Math.abs(atX - x - width / 2) <= (CLEARANCE * width) / 2 &&
  Math.abs(atY - y - height / 2) <= (CLEARANCE * height) / 2;

/** Hue and strength of skin of any tone: in Cb and Cr of JPEG (Chai & Ngan 1999), and no black. */
function hasSkinColour(red: number, green: number, blue: number): boolean {
  const cb = 128 - 0.168736 * red - 0.331264 * green + 0.5 * blue;
  const cr = 128 + 0.5 * red - 0.418688 * green - 0.081312 * blue;
  return cb >= 77 && cb <= 127 && cr >= 133 && cr <= 173 && red > 40;
}

/** L* and b* of CIELAB under D65, of an sRGB colour. */
function lightnessAndYellowness(red: number, green: number, blue: number): { l: number; b: number } {
  const linear = (value: number): number => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  const [r, g, b] = [linear(red), linear(green), linear(blue)];
  const root = (t: number): number => (t > (6 / 29) ** 3 ? Math.cbrt(t) : t / (3 * (6 / 29) ** 2) + 4 / 29);
  const fy = root(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const fz = root((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
  return { l: 116 * fy - 16, b: 200 * (fy - fz) };
}
