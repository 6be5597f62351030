import type { Box } from '../../../../shared/geometry/box';

/** A map of the plane: x ↦ xx·x + xy·y + x0, y ↦ yx·x + yy·y + y0. */
export interface Affine {
  readonly xx: number;
  readonly xy: number;
  readonly x0: number;
  readonly yx: number;
  readonly yy: number;
  readonly y0: number;
}

export const IDENTITY: Affine = { xx: 1, xy: 0, x0: 0, yx: 0, yy: 1, y0: 0 };

export const mapPoint = (map: Affine, x: number, y: number): { readonly x: number; readonly y: number } => ({
  x: map.xx * x + map.xy * y + map.x0,
  y: map.yx * x + map.yy * y + map.y0,
});

/** First `first`, then `second`. */
export function chain(first: Affine, second: Affine): Affine {
  return {
    xx: second.xx * first.xx + second.xy * first.yx,
    xy: second.xx * first.xy + second.xy * first.yy,
    x0: second.xx * first.x0 + second.xy * first.y0 + second.x0,
    yx: second.yx * first.xx + second.yy * first.yx,
    yy: second.yx * first.xy + second.yy * first.yy,
    y0: second.yx * first.x0 + second.yy * first.y0 + second.y0,
  };
}

/** @throws RangeError for a map that flattens the plane. */
export function inverse({ xx, xy, x0, yx, yy, y0 }: Affine): Affine {
  const determinant = xx * yy - xy * yx;
  if (!(Math.abs(determinant) > 1e-12)) throw new RangeError('This map has no inverse.');
  const back = {
    xx: yy / determinant,
    xy: -xy / determinant,
    yx: -yx / determinant,
    yy: xx / determinant,
  };
  return { ...back, x0: -(back.xx * x0 + back.xy * y0), y0: -(back.yx * x0 + back.yy * y0) };
}

/** The upright box round a mapped box: it holds everything that the box held. */
export function mapBox(map: Affine, { x, y, width, height }: Box): Box {
  const corners = [
    mapPoint(map, x, y),
    mapPoint(map, x + width, y),
    mapPoint(map, x, y + height),
    mapPoint(map, x + width, y + height),
  ];
  const left = Math.min(...corners.map((corner) => corner.x));
  const top = Math.min(...corners.map((corner) => corner.y));
  return {
    x: left,
    y: top,
    width: Math.max(...corners.map((corner) => corner.x)) - left,
    height: Math.max(...corners.map((corner) => corner.y)) - top,
  };
}
