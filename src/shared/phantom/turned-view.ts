import type { RgbImage } from '../photo/rgb-image';
import { faceDistance, fromFace, toFace, type FaceFrame } from './face-frame';
import { faceHeight } from './face-relief';

/** How far a head is turned for a view, radians. */
export interface Turn {
  /** Towards the person's left: the picture then shows the right side of the face. */
  readonly yaw: number;
  /** Downwards. */
  readonly pitch: number;
  /** Factor of the size. */
  readonly scale: number;
}

/** A place of the resting picture as it lies on the turned one: pixels, and towards the camera. */
export interface TurnedPlace {
  readonly x: number;
  readonly y: number;
  readonly depth: number;
}

/** How fast the head falls away behind the face's outline, in half widths. */
const BEHIND = 0.9;
/** Skin that lies nearly edge-on hides what lies on it: cosine of the angle to the camera. */
const LEAST_COSINE = 0.3;

/** The relief of the whole head in half face widths: the face's own, then down behind it. */
const reliefAt = (u: number, v: number): number =>
  faceHeight(u, v) - BEHIND * Math.max(0, Math.min(1, faceDistance(u, v) - 0.97));

/** Where a pixel of the resting picture comes to lie when the head turns. */
export function turnedPlace(
  { yaw, pitch, scale }: Turn,
  frame: FaceFrame,
  x: number,
  y: number,
): TurnedPlace {
  const [u, v] = toFace(frame, x, y);
  const [across, down, up] = [
    u * frame.halfWidth,
    v * frame.halfHeight,
    // About an axis within the head.
    (reliefAt(u, v) - 0.3) * frame.halfWidth,
  ];
  const right = across * Math.cos(yaw) + up * Math.sin(yaw);
  const forward = up * Math.cos(yaw) - across * Math.sin(yaw);
  const low = down * Math.cos(pitch) + forward * Math.sin(pitch);
  const [px, py] = fromFace(frame, right / frame.halfWidth, low / frame.halfHeight);
  return {
    x: frame.x + (px - frame.x) * scale,
    y: frame.y + (py - frame.y) * scale,
    depth: forward * Math.cos(pitch) - down * Math.sin(pitch),
  };
}

/** A picture of the turned head with the depth of what each pixel shows. */
export interface TurnedPicture {
  readonly image: RgbImage;
  /** −Infinity where there is only background. */
  readonly depth: Float32Array;
}

/**
 * Turns a resting face as a relief, so that the nose hides the cheek behind it and the far cheek hides itself.
 * @param background R, G, B of what lies behind the head.
 */
export function turnFace(
  { width, height, data }: RgbImage,
  frame: FaceFrame,
  turn: Turn,
  background: readonly [number, number, number],
): TurnedPicture {
  const image = new Uint8Array(width * height * 3);
  for (let at = 0; at < image.length; at += 1) image[at] = background[at % 3] as number;
  const depth = new Float32Array(width * height).fill(-Infinity);
  const step = 2;
  const columns = Math.floor((width - 1) / step);
  const rows = Math.floor((height - 1) / step);
  const places = Array.from({ length: (columns + 1) * (rows + 1) }, (_, index) =>
    turnedPlace(turn, frame, (index % (columns + 1)) * step, Math.floor(index / (columns + 1)) * step),
  );
  const place = (column: number, row: number): TurnedPlace =>
    places[row * (columns + 1) + column] as TurnedPlace;
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const [u, v] = toFace(frame, column * step, row * step);
      if (faceDistance(u, v) > 1.6) continue;
      const corners = [
        place(column, row),
        place(column + 1, row),
        place(column, row + 1),
        place(column + 1, row + 1),
      ] as const;
      paintCell(corners, column * step, row * step, step);
    }
  }
  return { image: { width, height, data: image }, depth };

  function paintCell(
    [a, b, c, d]: readonly [TurnedPlace, TurnedPlace, TurnedPlace, TurnedPlace],
    left: number,
    top: number,
    side: number,
  ): void {
    // Enough samples to leave no gap, however far the cell is stretched.
    const reach = Math.max(Math.hypot(b.x - a.x, b.y - a.y), Math.hypot(c.x - a.x, c.y - a.y));
    const samples = Math.max(2, Math.ceil(reach * 1.6));
    for (let j = 0; j < samples; j += 1) {
      for (let i = 0; i < samples; i += 1) {
        const [s, t] = [(i + 0.5) / samples, (j + 0.5) / samples];
        const mix = (p: number, q: number, r: number, z: number): number =>
          (p * (1 - s) + q * s) * (1 - t) + (r * (1 - s) + z * s) * t;
        const [x, y] = [Math.round(mix(a.x, b.x, c.x, d.x)), Math.round(mix(a.y, b.y, c.y, d.y))];
        if (x < 0 || y < 0 || x >= width || y >= height) continue;
        const near = mix(a.depth, b.depth, c.depth, d.depth);
        const to = y * width + x;
        if (near <= (depth[to] as number)) continue;
        depth[to] = near;
        const from = (Math.floor(top + t * side) * width + Math.floor(left + s * side)) * 3;
        image[to * 3] = data[from] as number;
        image[to * 3 + 1] = data[from + 1] as number;
        image[to * 3 + 2] = data[from + 2] as number;
      }
    }
  }
}

/** Whether a place of the resting picture shows on the turned one: not hidden, not edge-on, not outside. */
export function isShown(
  { image: { width, height }, depth }: TurnedPicture,
  frame: FaceFrame,
  turn: Turn,
  place: { readonly x: number; readonly y: number },
): boolean {
  const { x, y } = place;
  const here = turnedPlace(turn, frame, x, y);
  const [column, row] = [Math.round(here.x), Math.round(here.y)];
  if (column < 0 || row < 0 || column >= width || row >= height) return false;
  if ((depth[row * width + column] as number) > here.depth + 0.03 * frame.halfWidth) return false;
  const [right, below] = [turnedPlace(turn, frame, x + 2, y), turnedPlace(turn, frame, x, y + 2)];
  const [ax, ay, az] = [right.x - here.x, right.y - here.y, right.depth - here.depth];
  const [bx, by, bz] = [below.x - here.x, below.y - here.y, below.depth - here.depth];
  const normal = [ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx] as const;
  return normal[2] / Math.hypot(...normal) > LEAST_COSINE;
}
