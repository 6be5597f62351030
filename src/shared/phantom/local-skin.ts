import type { RgbImage } from '../photo/rgb-image';
import { clamp, luma, type Rgb } from './colour';

/** The skin around a place of a picture. */
export interface LocalSkin {
  /** 8-bit colour, outliers such as hairs and highlights left out. */
  readonly colour: Rgb;
  readonly luma: number;
  /** How dark the skin looks, by its own colour or by lack of light: 0 (luma ≥ 170) to 1 (luma ≤ 50). */
  readonly darkness: number;
  /** From dark to light in the picture plane, x right and y down; its length is 0–1, 0 where light is even. */
  readonly slope: readonly [number, number];
}

const KEPT_SHARE = 0.6;

/**
 * Looks at the disc of `reach` pixels around (`x`, `y`). Null where the disc lies wholly outside the picture.
 */
export function localSkin(image: RgbImage, x: number, y: number, reach: number): LocalSkin | null {
  const samples: { readonly colour: Rgb; readonly luma: number; readonly u: number; readonly v: number }[] =
    [];
  const step = Math.max(1, Math.floor(reach / 10));
  const top = Math.max(0, Math.ceil(y - reach));
  const left = Math.max(0, Math.ceil(x - reach));
  for (let row = top; row <= Math.min(image.height - 1, y + reach); row += step) {
    for (let column = left; column <= Math.min(image.width - 1, x + reach); column += step) {
      const [u, v] = [(column - x) / reach, (row - y) / reach];
      if (u * u + v * v > 1) continue;
      const at = (row * image.width + column) * 3;
      const colour: Rgb = [
        image.data[at] as number,
        image.data[at + 1] as number,
        image.data[at + 2] as number,
      ];
      samples.push({ colour, luma: luma(colour), u, v });
    }
  }
  if (samples.length === 0) return null;
  samples.sort((a, b) => a.luma - b.luma);
  const dropped = Math.floor((samples.length * (1 - KEPT_SHARE)) / 2);
  const kept = samples.slice(dropped, samples.length - dropped);
  const mean = (value: (sample: (typeof kept)[number]) => number): number =>
    kept.reduce((sum, sample) => sum + value(sample), 0) / kept.length;
  const colour: Rgb = [
    mean((sample) => sample.colour[0]),
    mean((sample) => sample.colour[1]),
    mean((sample) => sample.colour[2]),
  ];
  const level = luma(colour);
  // Slope of a plane through the disc: the mean square of either coordinate over a disc is 1/4.
  const all = (axis: 'u' | 'v'): number =>
    samples.reduce((sum, sample) => sum + (sample.luma - level) * sample[axis], 0) / samples.length;
  const steepness = 4 / Math.max(1, 0.15 * level);
  return {
    colour,
    luma: level,
    darkness: clamp((170 - level) / 120, 0, 1),
    slope: [clamp(all('u') * steepness, -0.7, 0.7), clamp(all('v') * steepness, -0.7, 0.7)],
  };
}
