import { uniform, type Random } from '../random';

/** Distance from the centre in units of the outline: 1 on it, for an offset in units of the radius. */
export type Outline = (u: number, v: number) => number;

/**
 * A slightly elliptical, irregular closed outline of mean radius 1.
 * @param elongation longest over shortest axis at most, ≥ 1
 * @param roughness largest relative deviation from the ellipse, 0–0.3
 */
export function drawOutline(random: Random, elongation: number, roughness: number): Outline {
  const stretch = Math.sqrt(uniform(random, 1, elongation));
  const turn = uniform(random, 0, Math.PI);
  const waves = [2, 3, 4, 5].map((order) => ({
    order,
    size: (uniform(random, 0, roughness) * 1.5) / order,
    phase: uniform(random, 0, 2 * Math.PI),
  }));
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  return (u, v) => {
    const [along, across] = [(u * cos + v * sin) / stretch, (v * cos - u * sin) * stretch];
    const angle = Math.atan2(across, along);
    let edge = 1;
    for (const { order, size, phase } of waves) edge += size * Math.cos(order * angle + phase);
    return Math.hypot(along, across) / edge;
  };
}
