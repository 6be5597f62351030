import type { Box } from '../../../../shared/geometry/box';
import type { Point, Size } from '../../../../shared/geometry/viewport';

/** Least side of a lesion, photo pixels. */
const LEAST_SIDE = 3;

/** Which corner of a box is held, as signs from its middle. */
export interface Corner {
  readonly right: 1 | -1;
  readonly down: 1 | -1;
}

export const CORNERS: readonly Corner[] = [
  { right: -1, down: -1 },
  { right: 1, down: -1 },
  { right: 1, down: 1 },
  { right: -1, down: 1 },
];

/** What mouse or pen holds of a lesion. */
export interface Held {
  /** Where it was pressed, screen pixels of the window. */
  readonly at: Point;
  /** Where the lesion was then, photo pixels. */
  readonly box: Box;
  /** Null while the whole lesion is held. */
  readonly corner: Corner | null;
}

/** What a press takes hold of; null where it is not the lesion's: with Shift a frame is drawn that selects. */
export function heldBy(
  { button, shiftKey, clientX, clientY }: Pick<MouseEvent, 'button' | 'shiftKey' | 'clientX' | 'clientY'>,
  box: Box,
  corner: Corner | null,
): Held | null {
  if (button !== 0 || (shiftKey && corner === null)) return null;
  return { at: { x: clientX, y: clientY }, box, corner };
}

const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value));

/** Moves a box, photo pixels, without leaving the photo. */
export const moveBox = (box: Box, dx: number, dy: number, photo: Size): Box => ({
  ...box,
  x: clamp(box.x + dx, 0, Math.max(0, photo.width - box.width)),
  y: clamp(box.y + dy, 0, Math.max(0, photo.height - box.height)),
});

/** Drags one corner of a box, photo pixels; the opposite one stays, and the box stays on the photo. */
export function dragCorner(box: Box, { right, down }: Corner, dx: number, dy: number, photo: Size): Box {
  const [left, width] = dragSide(box.x, box.width, right, dx, photo.width);
  const [top, height] = dragSide(box.y, box.height, down, dy, photo.height);
  return { x: left, y: top, width, height };
}

function dragSide(
  start: number,
  length: number,
  side: 1 | -1,
  by: number,
  limit: number,
): readonly [start: number, length: number] {
  if (side === 1) return [start, clamp(length + by, LEAST_SIDE, limit - start)];
  const end = start + length;
  const moved = clamp(start + by, 0, end - LEAST_SIDE);
  return [moved, end - moved];
}

/** Grows or shrinks a box about its middle, photo pixels, within the photo. */
export function growBox(box: Box, dx: number, dy: number, photo: Size): Box {
  const width = clamp(box.width + 2 * dx, LEAST_SIDE, photo.width);
  const height = clamp(box.height + 2 * dy, LEAST_SIDE, photo.height);
  return moveBox(
    { x: box.x + (box.width - width) / 2, y: box.y + (box.height - height) / 2, width, height },
    ...([0, 0] as const),
    photo,
  );
}

const onPhoto = ({ x, y }: Point, { width, height }: Size): Point => ({
  x: clamp(x, 0, width),
  y: clamp(y, 0, height),
});

/**
 * The box of a new lesion, photo pixels: what was drawn of the photo, or a usual lesion about the point where nothing
 * was.
 * @param usual side of a lesion on this photo, photo pixels.
 */
export function newBox(pressed: Point, released: Point, usual: number, photo: Size): Box {
  const from = onPhoto(pressed, photo);
  const to = onPhoto(released, photo);
  const width = Math.abs(to.x - from.x);
  const height = Math.abs(to.y - from.y);
  const drawn = Math.max(width, height) >= LEAST_SIDE;
  const box = drawn
    ? {
        ...{ x: Math.min(from.x, to.x), y: Math.min(from.y, to.y) },
        ...{ width: Math.max(LEAST_SIDE, width), height: Math.max(LEAST_SIDE, height) },
      }
    : { x: from.x - usual / 2, y: from.y - usual / 2, width: usual, height: usual };
  return moveBox(box, 0, 0, photo);
}

/** Side of a lesion where there is none to go by: 14 pixels of a face 1024 pixels wide, the detector's usual one. */
const USUAL_SHARE = 14 / 1024;

/** The middle one of the sides of a photo's lesions, photo pixels. */
export function usualSide(boxes: readonly Box[], photo: Size): number {
  const sides = boxes.map(({ width, height }) => Math.sqrt(width * height)).toSorted((a, b) => a - b);
  return Math.max(
    LEAST_SIDE,
    sides[Math.floor(sides.length / 2)] ?? Math.max(photo.width, photo.height) * USUAL_SHARE,
  );
}
