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
  /** Views as an analysis has them: not turned, in one of these scales. None unless given. */
  readonly asAnalysed?: { readonly share: number; readonly scales: readonly number[] };
}

/**
 * Wider than the sizes in which photos are looked at (`scales` of a model), so that those are well known. Half of the
 * views are those of an analysis: whatever is turned or scaled is smoothed by it, and nothing would be as sharp as what
 * an analysis in the photo's own size shows.
 */
export const TRAINING_VIEW: ViewSettings = {
  ...{ scale: [0.8, 1.9], rotation: 0.35 },
  asAnalysed: { share: 0.5, scales: [1, 1.5] },
};

/** A random view round a point. */
export function randomView(
  centreX: number,
  centreY: number,
  random: Random,
  settings: ViewSettings = TRAINING_VIEW,
): View {
  const mirrored = random() < 0.5;
  const { asAnalysed } = settings;
  if (asAnalysed && random() < asAnalysed.share) {
    const scale = asAnalysed.scales[Math.floor(random() * asAnalysed.scales.length)] ?? 1;
    return { centreX, centreY, scale, rotation: 0, mirrored };
  }
  const [low, high] = settings.scale;
  const scale = Math.exp(uniform(random, Math.log(low), Math.log(high)));
  return {
    centreX,
    centreY,
    scale,
    rotation: uniform(random, -settings.rotation, settings.rotation),
    mirrored,
  };
}

/**
 * A view that is not turned, moved by less than a pixel so that its tile begins where a tile of an analysis may: between
 * two pixels of the photo in the view's scale. In scale 1 its pixels are then the photo's. Tiles have an even side.
 */
export function onPixelGrid(view: View): View {
  if (view.rotation !== 0) return view;
  const onGrid = (value: number) => Math.round(value * view.scale) / view.scale;
  return { ...view, centreX: onGrid(view.centreX), centreY: onGrid(view.centreY) };
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
