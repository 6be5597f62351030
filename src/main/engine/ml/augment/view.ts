import { uniform, type Random } from '../random';

/** How a tile looks at a photo: which point is its middle, how large, how turned, whether mirrored. */
export interface View {
  /** Point of the photo in the middle of the tile, pixels. */
  readonly centreX: number;
  readonly centreY: number;
  /** Pixels of the tile for one pixel of the photo. */
  readonly scale: number;
  /** Radians, clockwise as seen. */
  readonly rotation: number;
  readonly mirrored: boolean;
}

export interface ViewSettings {
  readonly scale: readonly [lowest: number, highest: number];
  /** Largest turn either way, radians. */
  readonly rotation: number;
}

/** Wider than the sizes in which photos are looked at (`scales` of a model), so that those are well known. */
export const TRAINING_VIEW: ViewSettings = { scale: [0.7, 2.1], rotation: 0.35 };

/** A random view round a point. */
export function randomView(
  centreX: number,
  centreY: number,
  random: Random,
  settings: ViewSettings = TRAINING_VIEW,
): View {
  const [low, high] = settings.scale;
  return {
    centreX,
    centreY,
    scale: Math.exp(uniform(random, Math.log(low), Math.log(high))),
    rotation: uniform(random, -settings.rotation, settings.rotation),
    mirrored: random() < 0.5,
  };
}

/** The linear part from tile to photo, [xx, xy, yx, yy]. */
export function tileToPhoto({ scale, rotation, mirrored }: View): readonly [number, number, number, number] {
  const [cos, sin, mirror] = [Math.cos(rotation) / scale, Math.sin(rotation) / scale, mirrored ? -1 : 1];
  return [cos * mirror, -sin, sin * mirror, cos];
}

/** Where a point of the photo lies in a tile of the given side. */
export function photoToTile(view: View, side: number, x: number, y: number): { x: number; y: number } {
  const [xx, xy, yx, yy] = tileToPhoto(view);
  const determinant = xx * yy - xy * yx;
  const [dx, dy] = [x - view.centreX, y - view.centreY];
  return {
    x: side / 2 + (yy * dx - xy * dy) / determinant,
    y: side / 2 + (xx * dy - yx * dx) / determinant,
  };
}
