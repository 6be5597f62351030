import type { Point } from '../geometry/viewport';
import { solveLinear } from './linear-solve';

/** A smooth map of the plane. */
export type PlaneMap = (point: Point) => Point;

/**
 * The thin-plate spline that carries points onto others (Bookstein 1989), smoothed (Wahba 1990).
 * @param smoothing 0 goes through every point; more bends less. In the unit of the points squared.
 * @returns null where the points lie on a line or there are fewer than three.
 */
export function thinPlateSpline(
  from: readonly Point[],
  to: readonly Point[],
  smoothing: number,
): PlaneMap | null {
  const count = from.length;
  if (count < 3 || to.length !== count) return null;
  const size = count + 3;
  const matrix = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  const right = Array.from({ length: size }, () => [0, 0]);
  for (const [row, a] of from.entries()) {
    const line = matrix[row]!;
    for (const [column, b] of from.entries()) line[column] = bend(a, b);
    line[row]! += smoothing;
    for (const [offset, value] of [1, a.x, a.y].entries()) {
      line[count + offset] = value;
      matrix[count + offset]![row] = value;
    }
    const target = to[row]!;
    right[row] = [target.x, target.y];
  }
  const weights = solveLinear(matrix, right);
  if (!weights) return null;
  const [origin, across, down] = weights.slice(count) as [number[], number[], number[]];
  return (point) => {
    let x = origin[0]! + across[0]! * point.x + down[0]! * point.y;
    let y = origin[1]! + across[1]! * point.x + down[1]! * point.y;
    for (const [index, anchor] of from.entries()) {
      const weight = bend(point, anchor);
      x += weight * weights[index]![0]!;
      y += weight * weights[index]![1]!;
    }
    return { x, y };
  };
}

/** r² ln r, the bending of a plate under a load at distance r. */
function bend(a: Point, b: Point): number {
  const squared = (a.x - b.x) ** 2 + (a.y - b.y) ** 2;
  return squared === 0 ? 0 : 0.5 * squared * Math.log(squared);
}
