import type { MarkPoint, Site } from './look';

/**
 * Light on a dome, from −1 (its far side) to 1 (the side that faces the light), 0 at its top and its foot.
 * @param extent radius of the dome's foot in units of the outline
 */
export function domeLight(point: MarkPoint, light: Site['light'], extent: number): number {
  const distance = point.outline / extent;
  if (distance >= 1 || point.reach === 0) return 0;
  const steepness = 2.6 * distance * (1 - distance * distance);
  return (steepness * (point.u * light[0] + point.v * light[1])) / point.reach;
}

/**
 * A mirror spot on the side of a dome that faces the light, 0–1.
 * @param offset distance from the centre, and `size` its standard deviation, both in units of the radius
 */
export function mirrorSpot(point: MarkPoint, light: Site['light'], offset: number, size: number): number {
  const [du, dv] = [point.u - light[0] * offset, point.v - light[1] * offset];
  return Math.exp(-(du * du + dv * dv) / (2 * size * size));
}
