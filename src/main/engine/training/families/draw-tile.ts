import type { LesionType } from '../../../../shared/clinical/lesion';
import type { RgbImage } from '../../../../shared/photo/rgb-image';
import type { LabelledPhoto } from '../../../datasets/dataset';
import { labelMeaning } from '../../../datasets/label-types';
import { photoKey } from '../../input/photo-batches';
import { copyPatch } from '../../ml/augment/copy-patch';
import { NO_CHANGE, randomPhotometric, writePlanes } from '../../ml/augment/photometric';
import { sampleTile } from '../../ml/augment/sample-tile';
import { onPixelGrid, photoToTile, randomView, type View, type ViewSettings } from '../../ml/augment/view';
import { narrowedByAppearance } from '../../ml/detection/appearance-types';
import { encodeTargets, type TargetMaps } from '../../ml/detection/targets';
import type { TileLabel } from '../../ml/detection/tile-label';
import { mixSeed, seededRandom, uniform, type Random } from '../../ml/random';

/** Share of tiles placed near a label; the rest lie anywhere. */
const NEAR_LABEL = 0.7;
/** Share of tiles whose colours are varied. */
const PHOTOMETRIC_SHARE = 0.7;

/** One training tile: planes [3, side, side] in [0, 1] and its targets. */
export interface TrainingTile {
  readonly planes: Float32Array;
  readonly targets: TargetMaps;
}

/**
 * Paints lesions of known type on a part of a photo, in place and in the photo's own scale, clear of the labels it
 * has; returns their labels there.
 */
export type LesionPainter = (
  patch: RgbImage,
  labels: readonly TileLabel[],
  random: Random,
) => readonly TileLabel[];

/** How tiles are drawn. */
export interface TileDrawing {
  readonly seed: number;
  readonly epoch: number;
  /** Pixels; tiles are cut at the photo's own scale, times the view's. */
  readonly tileSide: number;
  /** How tiles are varied; null = not at all. */
  readonly view: ViewSettings | null;
  /** Share of tiles on which lesions are painted. */
  readonly paintedShare: number;
  /** Whether a lesion of any type is narrowed to those that it looks like. */
  readonly narrowed: boolean;
  readonly typeWeights?: ReadonlyMap<LesionType, number>;
  readonly paint: LesionPainter;
  /** Share of tiles on which lesions from pictures of single lesions are laid. */
  readonly croppedShare: number;
  readonly paste: LesionPainter;
}

/** What a tile shows of a photo's labels; words that are not known are left out. */
export function labelsInTile(
  photo: LabelledPhoto,
  view: View,
  side: number,
  weights?: ReadonlyMap<LesionType, number>,
): readonly TileLabel[] {
  return photo.labels.flatMap(({ label, box }) => {
    const meaning = labelMeaning(label);
    if (!meaning) return [];
    const centre = photoToTile(view, side, box.x + box.width / 2, box.y + box.height / 2);
    const allowed = 'allowed' in meaning ? meaning.allowed : [];
    const [type] = allowed;
    const typeWeight = allowed.length === 1 && type ? weights?.get(type) : undefined;
    return [
      {
        ...centre,
        width: box.width * view.scale,
        height: box.height * view.scale,
        allowed,
        ...(typeWeight === undefined ? {} : { typeWeight }),
      },
    ];
  });
}

/** Draws one of a photo's tiles, which depends on seed, epoch, the photo and the tile's number there. */
export function drawTile(
  photo: LabelledPhoto,
  image: RgbImage,
  source: TileDrawing,
  number: number,
): TrainingTile {
  const { seed, epoch, paint, paste, tileSide: side, view: varied, typeWeights } = source;
  const random = seededRandom(mixSeed(seed, 'tile', epoch, photoKey(photo), number));
  const view = drawView(photo, image, source, random);
  const painters = [
    ...(random() < source.paintedShare ? [paint] : []),
    ...(random() < source.croppedShare ? [paste] : []),
  ];
  const painted = painters.length > 0 ? paintedPatch(photo, image, view, side, painters, random) : null;
  const tile = sampleTile(painted?.patch ?? image, painted?.view ?? view, side);
  const known = labelsInTile(photo, view, side, typeWeights);
  const labels = source.narrowed ? narrowedByAppearance(tile, known, view.scale) : known;
  const planes = new Float32Array(3 * side * side);
  const change = varied && random() < PHOTOMETRIC_SHARE ? randomPhotometric(random) : NO_CHANGE;
  writePlanes(tile, change, random, planes, 0);
  return { planes, targets: encodeTargets([...labels, ...(painted?.labels ?? [])], side) };
}

/**
 * The part of a photo that a tile shows, with lesions painted on it before the tile is cut: so they are enlarged,
 * turned and smoothed like all that is there, and their size says as much about their type as that of real ones.
 * @returns a copy of that part, how the tile looks at it, and the painted lesions' labels in the tile.
 */
function paintedPatch(
  photo: LabelledPhoto,
  image: RgbImage,
  view: View,
  side: number,
  painters: readonly LesionPainter[],
  random: Random,
): { readonly patch: RgbImage; readonly view: View; readonly labels: readonly TileLabel[] } {
  const { patch, left, top } = copyPatch(image, view, side);
  // A tile of no size in the patch's corner: its pixels are the patch's.
  const corner: View = { centreX: left, centreY: top, scale: 1, rotation: 0, mirrored: false };
  const known = labelsInTile(photo, corner, 0);
  const painted: TileLabel[] = [];
  for (const paint of painters) painted.push(...paint(patch, [...known, ...painted], random));
  const shifted: View = { ...view, centreX: view.centreX - left, centreY: view.centreY - top };
  const labels = painted.map((label) => ({
    ...label,
    ...photoToTile(shifted, side, label.x, label.y),
    width: label.width * view.scale,
    height: label.height * view.scale,
  }));
  return { patch, view: shifted, labels };
}

function drawView(
  photo: LabelledPhoto,
  image: RgbImage,
  { tileSide, view: varied }: TileDrawing,
  random: Random,
): View {
  const near = random() < NEAR_LABEL ? photo.labels[Math.floor(random() * photo.labels.length)] : undefined;
  const spread = tileSide * 0.4;
  const x = near ? near.box.x + uniform(random, -spread, spread) : uniform(random, 0, image.width);
  const y = near ? near.box.y + uniform(random, -spread, spread) : uniform(random, 0, image.height);
  const view: View = varied
    ? randomView(x, y, random, varied)
    : { centreX: x, centreY: y, scale: 1, rotation: 0, mirrored: false };
  const half = tileSide / view.scale / 2;
  // Most of each tile shows the photo: its middle stays half a tile from the edges where there is room.
  const within = (value: number, length: number) =>
    length <= 2 * half ? length / 2 : Math.min(length - half, Math.max(half, value));
  return onPixelGrid({ ...view, centreX: within(x, image.width), centreY: within(y, image.height) });
}
