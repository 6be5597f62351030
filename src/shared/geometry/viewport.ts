import type { Box } from './box';

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** How a photo lies on the screen: screen = photo pixel × `scale` + (`x`, `y`), in screen pixels. */
export interface View extends Point {
  readonly scale: number;
}

/** Magnification reaches this many screen pixels for one photo pixel. */
export const MAX_SCALE = 16;

/** The view that shows the whole photo, centred, with `margin` screen pixels left free on every side. */
export function fitView(photo: Size, stage: Size, margin: number): View {
  const scale = Math.min(
    Math.max(1, stage.width - 2 * margin) / photo.width,
    Math.max(1, stage.height - 2 * margin) / photo.height,
    MAX_SCALE,
  );
  return constrainView({ scale, x: 0, y: 0 }, photo, stage, margin);
}

/**
 * Keeps a view on the photo: along an axis where the photo is smaller than the stage it is centred,
 * elsewhere no more than `margin` screen pixels of surround show beyond its edge.
 */
export function constrainView(view: View, photo: Size, stage: Size, margin: number): View {
  return {
    scale: view.scale,
    x: constrainAxis(view.x, photo.width * view.scale, stage.width, margin),
    y: constrainAxis(view.y, photo.height * view.scale, stage.height, margin),
  };
}

function constrainAxis(offset: number, shown: number, room: number, margin: number): number {
  if (shown <= room - 2 * margin) return (room - shown) / 2;
  return Math.min(margin, Math.max(room - margin - shown, offset));
}

/** The view at another scale that keeps the photo point under `anchor` (screen pixels) where it is. */
export function scaleAbout(view: View, scale: number, anchor: Point): View {
  const ratio = scale / view.scale;
  return { scale, x: anchor.x - (anchor.x - view.x) * ratio, y: anchor.y - (anchor.y - view.y) * ratio };
}

/** The view at `scale` with the photo point `centre` (photo pixels) in the middle of the stage. */
export function centreOn(centre: Point, scale: number, stage: Size): View {
  return { scale, x: stage.width / 2 - centre.x * scale, y: stage.height / 2 - centre.y * scale };
}

/** A box of photo pixels as it lies on the screen, in screen pixels. */
export const toScreen = (box: Box, view: View): Box => ({
  x: box.x * view.scale + view.x,
  y: box.y * view.scale + view.y,
  width: box.width * view.scale,
  height: box.height * view.scale,
});

export const boxCentre = (box: Box): Point => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 });

/** Whether a box of screen pixels lies wholly on the stage, at least `inset` screen pixels from its edges. */
export const isInside = (box: Box, stage: Size, inset: number): boolean =>
  box.x >= inset &&
  box.y >= inset &&
  box.x + box.width <= stage.width - inset &&
  box.y + box.height <= stage.height - inset;

/** Whether any part of a box of screen pixels, widened by `slack`, is on the stage. */
export const isOnStage = (box: Box, stage: Size, slack: number): boolean =>
  box.x + box.width >= -slack &&
  box.y + box.height >= -slack &&
  box.x <= stage.width + slack &&
  box.y <= stage.height + slack;

/** The view a share `t` (0–1) of the way from one to another; scale moves evenly in its logarithm. */
export function betweenViews(from: View, to: View, stage: Size, t: number): View {
  if (t >= 1) return to;
  const scale = from.scale * (to.scale / from.scale) ** t;
  const middle = { x: stage.width / 2, y: stage.height / 2 };
  const start = { x: (middle.x - from.x) / from.scale, y: (middle.y - from.y) / from.scale };
  const end = { x: (middle.x - to.x) / to.scale, y: (middle.y - to.y) / to.scale };
  return centreOn({ x: start.x + (end.x - start.x) * t, y: start.y + (end.y - start.y) * t }, scale, stage);
}
