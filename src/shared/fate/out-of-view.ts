import { applySimilarity, type Registration, type Similarity } from './register';
import { boxCentre, type Point, type Size } from '../geometry/viewport';
import type { FateLesion } from './match-lesions';

/** Where the spline bends less than it turns and scales, each step comes closer by far; pixels by which two agree. */
const [STEPS, EXACT] = [20, 0.01];

/**
 * Lesions whose place the other photo does not show: it lies beyond its edge, or so near that the lesion would be cut
 * off there. That such a lesion has no partner says nothing.
 * @param sizes of both photos, pixels, as are the lesions' boxes.
 * @returns ids of both photos.
 */
export function outOfView(
  earlier: readonly FateLesion[],
  later: readonly FateLesion[],
  registration: Registration,
  sizes: { readonly earlier: Size; readonly later: Size },
): ReadonlySet<string> {
  const { similarity, toEarlier } = registration;
  const enlarges = Math.hypot(similarity.a, similarity.b);
  const unseen = (
    lesions: readonly FateLesion[],
    place: (point: Point) => Point,
    scale: number,
    { width, height }: Size,
  ): readonly string[] =>
    lesions.flatMap(({ id, box }) => {
      const { x, y } = place(boxCentre(box));
      const [across, down] = [(box.width * scale) / 2, (box.height * scale) / 2];
      return x < across || y < down || x > width - across || y > height - down ? [id] : [];
    });
  return new Set([
    ...unseen(earlier, (point) => toLater(registration, point), 1 / enlarges, sizes.later),
    ...unseen(later, toEarlier, enlarges, sizes.earlier),
  ]);
}

/** Where a point of the earlier photo lies on the later one, pixels: the spline has no inverse of its own. */
export function toLater({ similarity, toEarlier }: Registration, point: Point): Point {
  const back = inverse(similarity);
  let place = applySimilarity(back, point);
  for (let step = 0; step < STEPS; step += 1) {
    const there = toEarlier(place);
    const [lacksX, lacksY] = [point.x - there.x, point.y - there.y];
    if (Math.hypot(lacksX, lacksY) < EXACT) break;
    place = {
      x: place.x + back.a * lacksX - back.b * lacksY,
      y: place.y + back.b * lacksX + back.a * lacksY,
    };
  }
  return place;
}

function inverse({ a, b, x, y }: Similarity): Similarity {
  const squared = Math.max(1e-12, a * a + b * b);
  const [c, d] = [a / squared, -b / squared];
  return { a: c, b: d, x: -(c * x - d * y), y: -(d * x + c * y) };
}
