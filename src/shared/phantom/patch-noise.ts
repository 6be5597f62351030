import type { Random } from '../random';

const SIDE = 9;

/** A smooth random field over [−2, 2]², about −1 to 1, that varies over a distance of half a unit. */
export function patchNoise(random: Random): (u: number, v: number) => number {
  const lattice = Float32Array.from({ length: SIDE * SIDE }, () => 2 * random() - 1);
  const place = (value: number): number => Math.min(SIDE - 1.001, Math.max(0, (value + 2) * 2));
  const ease = (t: number): number => t * t * (3 - 2 * t);
  return (u, v) => {
    const [x, y] = [place(u), place(v)];
    const [column, row] = [Math.floor(x), Math.floor(y)];
    const [tx, ty] = [ease(x - column), ease(y - row)];
    const at = (dx: number, dy: number): number => lattice[(row + dy) * SIDE + column + dx] as number;
    const upper = at(0, 0) + (at(1, 0) - at(0, 0)) * tx;
    const lower = at(0, 1) + (at(1, 1) - at(0, 1)) * tx;
    return upper + (lower - upper) * ty;
  };
}
