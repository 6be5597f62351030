import type { RgbImage } from '../../../../shared/photo/rgb-image';
import { uniform, type Random } from '../random';

/** Changes of light and camera: what two photographs of the same skin differ by. */
export interface Photometric {
  /** Exponent on [0, 1] values. */
  readonly gamma: number;
  /** Factor per channel: exposure and white balance together. */
  readonly gain: readonly [number, number, number];
  /** Standard deviation of added noise, on [0, 1]. */
  readonly noise: number;
}

export const NO_CHANGE: Photometric = { gamma: 1, gain: [1, 1, 1], noise: 0 };

export function randomPhotometric(random: Random): Photometric {
  const exposure = uniform(random, 0.8, 1.2);
  const channel = () => exposure * uniform(random, 0.93, 1.07);
  return {
    gamma: uniform(random, 0.8, 1.25),
    gain: [channel(), channel(), channel()],
    noise: random() < 0.5 ? 0 : uniform(random, 0, 0.02),
  };
}

/**
 * Writes an image as planes [3, height, width] in [0, 1] into `target` from `offset` on, with its light
 * changed.
 */
export function writePlanes(
  image: RgbImage,
  change: Photometric,
  random: Random,
  target: Float32Array,
  offset: number,
): void {
  const plane = image.width * image.height;
  for (let channel = 0; channel < 3; channel += 1) {
    const curve = Float32Array.from({ length: 256 }, (_, value) =>
      Math.min(1, (value / 255) ** change.gamma * (change.gain[channel] ?? 1)),
    );
    const start = offset + channel * plane;
    for (let pixel = 0, at = channel; pixel < plane; pixel += 1, at += 3) {
      const noise = change.noise > 0 ? (random() + random() - 1) * change.noise * 2.45 : 0;
      target[start + pixel] = (curve[image.data[at] as number] as number) + noise;
    }
  }
}
