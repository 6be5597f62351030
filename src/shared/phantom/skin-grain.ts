import { normal, uniform, type Random } from '../random';
import { noiseTile } from './noise-tile';

/** One pore in so many pixels, at 1,024 pixels across. */
const PIXELS_PER_PORE = 70;

/**
 * Fine relief of skin as a factor of its light, one a pixel: creases, the grain between them, and pores.
 * @param scale shorter side of the picture over 1,024 pixels
 */
export function drawSkinGrain(width: number, height: number, scale: number, random: Random): Float32Array {
  const [grain, creases, patches] = [noiseTile(random, 1), noiseTile(random, 3), noiseTile(random, 6)];
  const strength = uniform(random, 0.7, 1.3);
  const per = 1 / Math.max(scale, 1e-3);
  const field = new Float32Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [a, b] = [x * per, y * per];
      const value =
        0.008 * grain.at(a * 0.9, b * 0.9) +
        0.009 * creases.at(a * 0.61, b * 0.47) +
        0.01 * patches.at(a * 0.23, b * 0.19);
      field[y * width + x] = 1 + strength * value;
    }
  }
  const pores = Math.round((width * height) / (PIXELS_PER_PORE * Math.max(1, scale * scale)));
  for (let pore = 0; pore < pores; pore += 1) {
    const [x, y] = [random() * width, random() * height];
    stampPore(
      field,
      width,
      height,
      x,
      y,
      uniform(random, 0.6, 1.1) * Math.max(1, scale),
      0.025 * strength + 0.02 * Math.abs(normal(random)),
    );
  }
  return field;
}

function stampPore(
  field: Float32Array,
  width: number,
  height: number,
  x: number,
  y: number,
  size: number,
  depth: number,
): void {
  const reach = 2.5 * size;
  for (let row = Math.max(0, Math.ceil(y - reach)); row <= Math.min(height - 1, y + reach); row += 1) {
    for (
      let column = Math.max(0, Math.ceil(x - reach));
      column <= Math.min(width - 1, x + reach);
      column += 1
    ) {
      const square = ((column - x) ** 2 + (row - y) ** 2) / (2 * size * size);
      const at = row * width + column;
      field[at] = (field[at] as number) * (1 - depth * Math.exp(-square));
    }
  }
}
