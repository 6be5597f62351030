import type { BodyRegion, BodySide } from '../clinical/region';
import type { Point, Size } from '../geometry/viewport';
import type { Face } from './face';
import { axisOfLandmarks, toOutline } from './face-outline';
import { isInPolygon } from './polygon';

/** Landmarks of FaceMesh (Kartynnik 2019) along the outline of the face, from the top clockwise on the screen. */
const OVAL = [
  ...[10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377],
  ...[152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109],
] as const;
/** Down the middle of the face, from the top of the forehead to the chin. */
const MIDLINE = [10, 151, 9, 168, 6, 195, 5, 4, 2, 0, 17, 18, 200, 152] as const;
/** Upper edge of the brows, from the person's right to the left, with the space between them. */
const BROWS = [70, 63, 105, 66, 107, 9, 336, 296, 334, 293, 300] as const;
const NOSE = [168, 417, 465, 399, 420, 358, 327, 2, 98, 129, 198, 174, 245, 193] as const;
/** Between nose, nasolabial folds and the crease above the chin. */
const PERIORAL = [
  ...[2, 327, 358, 423, 426, 436, 432, 422, 424, 418, 421, 200, 201, 194, 204, 202, 212, 216, 206, 203],
  ...[129, 98],
] as const;
const CHIN = [
  ...[200, 421, 418, 424, 422, 430, 394, 379, 378, 400, 377, 152, 148, 176, 149, 150, 169, 210, 202, 204],
  ...[194, 201],
] as const;

/** Where the regions of one face lie, in photo pixels. */
export interface FaceRegions {
  /** The face with the forehead up to about the hairline. */
  readonly outline: readonly Point[];
  readonly nose: readonly Point[];
  readonly perioral: readonly Point[];
  readonly chin: readonly Point[];
  /** Forehead above, cheeks below. From the person's right to the left. */
  readonly brows: readonly Point[];
  /** From the top down. */
  readonly midline: readonly Point[];
  /** Unit vector from the chin to the forehead. */
  readonly up: Point;
}

/** Lays the regions of GAGS and the space round the mouth on a face. @param photo in pixels. */
export function regionsOfFace({ landmarks }: Face, { width, height }: Size): FaceRegions {
  const points = (indices: readonly number[]): readonly Point[] =>
    indices.map((index) => {
      const { x, y } = landmarks[index] ?? { x: 0, y: 0 };
      return { x: x * width, y: y * height };
    });
  const midline = points(MIDLINE);
  const axis = axisOfLandmarks(midline[0] ?? ORIGIN, midline.at(-1) ?? ORIGIN);
  const { up } = axis;
  const outline = points(OVAL).map((point) => toOutline(axis, point));
  return {
    ...{ outline, midline, up, brows: points(BROWS) },
    ...{ nose: points(NOSE), perioral: points(PERIORAL), chin: points(CHIN) },
  };
}

const ORIGIN: Point = { x: 0, y: 0 };

/** Where a lesion lies, or null outside the face. @param point in photo pixels. */
export function regionAt(regions: FaceRegions, point: Point): BodyRegion | null {
  if (!isInPolygon(point, regions.outline)) return null;
  if (isInPolygon(point, regions.nose)) return 'nose';
  if (isInPolygon(point, regions.perioral)) return 'perioral';
  if (isInPolygon(point, regions.chin)) return 'chin';
  if (isAboveBrows(regions, point)) return 'forehead';
  return sideAt(regions, point) === 'right' ? 'right-cheek' : 'left-cheek';
}

/** The person's own side, by the bent line down the middle of the face. @param point in photo pixels. */
export function sideAt({ midline, up }: FaceRegions, point: Point): BodySide {
  // The person's right is on the left of the picture: left of the line when going up it.
  return offsetFrom(midline, point, up) < 0 ? 'right' : 'left';
}

function isAboveBrows({ brows, up }: FaceRegions, point: Point): boolean {
  const across = { x: -up.y, y: up.x };
  const along = ({ x, y }: Point): number => x * across.x + y * across.y;
  const height = ({ x, y }: Point): number => x * up.x + y * up.y;
  return (
    height(point) >
    interpolate(
      brows.map((one) => [along(one), height(one)] as const),
      along(point),
    )
  );
}

/** Signed distance to the right of a line that runs along `up`, at the point's own height. */
function offsetFrom(line: readonly Point[], point: Point, up: Point): number {
  const across = { x: -up.y, y: up.x };
  const along = ({ x, y }: Point): number => x * across.x + y * across.y;
  const height = ({ x, y }: Point): number => x * up.x + y * up.y;
  return (
    along(point) -
    interpolate(
      line.map((one) => [height(one), along(one)] as const),
      height(point),
    )
  );
}

/** Value of a piecewise straight line at a place; level beyond its ends. */
function interpolate(line: readonly (readonly [at: number, value: number])[], at: number): number {
  const ordered = line.toSorted(([a], [b]) => a - b);
  const after = ordered.findIndex(([place]) => place >= at);
  if (after < 0) return ordered.at(-1)?.[1] ?? 0;
  const [x1, y1] = ordered[after] ?? [0, 0];
  const [x0, y0] = ordered[after - 1] ?? [x1, y1];
  return x1 === x0 ? y1 : y0 + ((at - x0) / (x1 - x0)) * (y1 - y0);
}
