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
  const affine = [from.map(() => 1), from.map(({ x }) => x), from.map(({ y }) => y)] as const;
  const solved = solveLinear([
    ...from.map((a, row) => {
      const bends = from.map((b, column) => bend(a, b) + (row === column ? smoothing : 0));
      const target = to[row] ?? a;
      return [...bends, 1, a.x, a.y, target.x, target.y];
    }),
    ...affine.map((line) => [...line, 0, 0, 0, 0, 0]),
  ]);
  if (!solved) return null;
  const terms = from.map((anchor, index) => ({ anchor, weight: pointOf(solved[index]) }));
  const [origin, across, down] = [0, 1, 2].map((index) => pointOf(solved[count + index])) as [
    Point,
    Point,
    Point,
  ];
  return ({ x, y }) => {
    let [left, top] = [origin.x + across.x * x + down.x * y, origin.y + across.y * x + down.y * y];
    for (const { anchor, weight } of terms) {
      const bent = bend({ x, y }, anchor);
      left += bent * weight.x;
      top += bent * weight.y;
    }
    return { x: left, y: top };
  };
}

const pointOf = ([x = 0, y = 0]: readonly number[] = []): Point => ({ x, y });

/** r² ln r, the bending of a plate under a load at distance r. */
function bend(a: Point, b: Point): number {
  const squared = (a.x - b.x) ** 2 + (a.y - b.y) ** 2;
  return squared === 0 ? 0 : 0.5 * squared * Math.log(squared);
}
