import { LESION_TYPES, type LesionType } from '../../../shared/clinical/lesion';
import type { Box } from '../../../shared/geometry/box';
import { uniform, type Random } from '../../../shared/random';

/** How carefully lesion maps are corrected; rates are 0–1. */
export interface Clinician {
  /** Lesions that stay unmarked. */
  readonly missed: number;
  /** Marks where nothing is, as a share of the lesions. */
  readonly invented: number;
  /** Lesions that get another type. */
  readonly mistyped: number;
  /** Largest shift of a mark, and largest change of its size, as a share of its side. */
  readonly carelessness: number;
}

export const PERFECT: Clinician = { missed: 0, invented: 0, mistyped: 0, carelessness: 0 };
/** About as far from another expert as experts are from each other on small lesions. */
export const SLOPPY: Clinician = { missed: 0.2, invented: 0.08, mistyped: 0.15, carelessness: 0.25 };

export interface MarkedLesion {
  readonly label: LesionType;
  /** Pixels. */
  readonly box: Box;
}

/** The lesion map that a clinician leaves behind, given what is truly there. */
export function correctedBy(
  clinician: Clinician,
  truth: readonly MarkedLesion[],
  side: number,
  random: Random,
): readonly MarkedLesion[] {
  const { missed, invented, mistyped, carelessness } = clinician;
  return truth.flatMap((lesion) => {
    const marks: MarkedLesion[] = [];
    // Every lesion draws the same numbers, so that one careless mark changes no other.
    const [miss, invent, mistype, type] = [random(), random(), random(), random()];
    const shift = [random(), random(), random()].map((value) => (2 * value - 1) * carelessness);
    const [x, y] = [uniform(random, 0, side), uniform(random, 0, side)];
    if (miss >= missed) {
      const { width, height } = lesion.box;
      const [dx = 0, dy = 0, grown = 0] = shift;
      const box = {
        x: Math.max(0, lesion.box.x + (dx - grown / 2) * width),
        y: Math.max(0, lesion.box.y + (dy - grown / 2) * height),
        width: width * (1 + grown),
        height: height * (1 + grown),
      };
      const label =
        mistype < mistyped
          ? (LESION_TYPES[Math.floor(type * LESION_TYPES.length)] ?? 'papule')
          : lesion.label;
      marks.push({ label, box: within(box, side) });
    }
    if (invent < invented) {
      const { width, height } = lesion.box;
      marks.push({ label: lesion.label, box: within({ x, y, width, height }, side) });
    }
    return marks;
  });
}

const within = ({ x, y, width, height }: Box, side: number): Box => {
  const [left, top] = [Math.min(x, side - 2), Math.min(y, side - 2)];
  return { x: left, y: top, width: Math.min(width, side - left), height: Math.min(height, side - top) };
};
