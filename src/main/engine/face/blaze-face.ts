import type { Point } from '../../../shared/geometry/viewport';

/** Side of the picture that BlazeFace's back-camera network takes, pixels. */
export const DETECTOR_SIDE = 256;
/** Cells of its two grids, and how many faces each cell may answer for. */
const GRIDS = [
  { cells: 16, faces: 2 },
  { cells: 8, faces: 6 },
] as const;
/** Box (x, y, width, height), then the points of {@link FoundFace}, each x and y. */
const BOX_VALUES = 16;

/** A face as BlazeFace finds it; all in fractions of its square. */
export interface FoundFace {
  /** 0–1. */
  readonly score: number;
  readonly centre: Point;
  /** The longer side of its box. */
  readonly side: number;
  /** The person's right eye, which is on the left of the picture. */
  readonly rightEye: Point;
  readonly leftEye: Point;
}

const ANCHORS: readonly Point[] = GRIDS.flatMap(({ cells, faces }) =>
  Array.from({ length: cells * cells * faces }, (_, index) => {
    const cell = Math.floor(index / faces);
    return { x: ((cell % cells) + 0.5) / cells, y: (Math.floor(cell / cells) + 0.5) / cells };
  }),
);

/**
 * The surest face.
 * @param scores logits and
 * @param boxes box values of every anchor, pixels of the network's square, grids one after the other.
 */
export function surestFace(scores: ArrayLike<number>, boxes: ArrayLike<number>): FoundFace {
  let best = 0;
  for (let index = 1; index < ANCHORS.length; index += 1) {
    if ((scores[index] ?? -Infinity) > (scores[best] ?? -Infinity)) best = index;
  }
  const anchor = ANCHORS[best] ?? { x: 0, y: 0 };
  const at = (place: number): number => (boxes[best * BOX_VALUES + place] ?? 0) / DETECTOR_SIDE;
  const point = (place: number): Point => ({ x: at(place) + anchor.x, y: at(place + 1) + anchor.y });
  return {
    score: 1 / (1 + Math.exp(-(scores[best] ?? -Infinity))),
    centre: point(0),
    side: Math.max(at(2), at(3)),
    rightEye: point(4),
    leftEye: point(6),
  };
}

/** Anchors of both grids. */
export const SCORE_LENGTH = ANCHORS.length;
