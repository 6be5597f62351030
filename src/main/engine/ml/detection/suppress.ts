import { intersectionOverUnion, type Box } from '../../../../shared/geometry/box';

interface Scored {
  readonly score: number;
  readonly box: Box;
}

/** Two detections are one lesion when they overlap this much, or one's centre lies deep inside the other. */
export interface SuppressionSettings {
  readonly overlap: number;
  /** Distance of the centres as a share of the smaller lesion's side. */
  readonly centreDistance: number;
}

export const SUPPRESSION: SuppressionSettings = { overlap: 0.35, centreDistance: 0.5 };

/**
 * Greedy suppression, best score first, whatever the types. Boxes are in any one unit with square pixels.
 * A grid keeps the cost in proportion to the number of detections.
 * @returns the kept detections, highest score first.
 */
export function suppress<T extends Scored>(
  detections: readonly T[],
  settings: SuppressionSettings = SUPPRESSION,
): readonly T[] {
  const longest = detections.reduce((most, { box }) => Math.max(most, box.width, box.height), 1e-9);
  const grid = new Map<string, T[]>();
  const kept: T[] = [];
  for (const candidate of [...detections].sort((a, b) => b.score - a.score)) {
    const centre = centreOf(candidate.box);
    const [column, row] = [Math.floor(centre.x / longest), Math.floor(centre.y / longest)];
    const near = [-1, 0, 1].flatMap((dy) =>
      [-1, 0, 1].flatMap((dx) => grid.get(`${column + dx},${row + dy}`) ?? []),
    );
    if (near.some((other) => sameLesion(candidate.box, other.box, settings))) continue;
    kept.push(candidate);
    const key = `${column},${row}`;
    const cell = grid.get(key);
    if (cell) cell.push(candidate);
    else grid.set(key, [candidate]);
  }
  return kept;
}

/** Whether two detections are one lesion. */
export const isSameLesion = (a: Box, b: Box): boolean => sameLesion(a, b, SUPPRESSION);

const centreOf = (box: Box) => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 });

function sameLesion(a: Box, b: Box, settings: SuppressionSettings): boolean {
  const [ca, cb] = [centreOf(a), centreOf(b)];
  const smaller = Math.min(Math.max(a.width, a.height), Math.max(b.width, b.height));
  return (
    Math.hypot(ca.x - cb.x, ca.y - cb.y) < settings.centreDistance * smaller ||
    intersectionOverUnion(a, b) > settings.overlap
  );
}
