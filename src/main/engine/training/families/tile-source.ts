import type { LesionType } from '../../../../shared/clinical/lesion';
import type { RgbImage } from '../../../../shared/photo/rgb-image';
import type { LabelledPhoto } from '../../../datasets/dataset';
import { labelMeaning } from '../../../datasets/label-types';
import { epochOrder, photoKey, readable, type BatchLog } from '../../input/photo-batches';
import { NO_CHANGE, randomPhotometric, writePlanes } from '../../ml/augment/photometric';
import { sampleTile } from '../../ml/augment/sample-tile';
import { photoToTile, randomView, type View, type ViewSettings } from '../../ml/augment/view';
import { narrowedByAppearance } from '../../ml/detection/appearance-types';
import { encodeTargets, type TargetMaps } from '../../ml/detection/targets';
import type { TileLabel } from '../../ml/detection/tile-label';
import { mixSeed, seededRandom, uniform, type Random } from '../../ml/random';

/** Tiles wait here so that neighbours in a batch come from different photos. */
const POOL_SIZE = 64;
/** Share of tiles placed near a label; the rest lie anywhere. */
const NEAR_LABEL = 0.7;
const MOST_TILES_PER_PHOTO = 8;
/** A clear photo gives one tile, and one more for each so many labels: learning time goes where the lesions are. */
const LABELS_PER_TILE = 3;
/** Share of tiles whose colours are varied. */
const PHOTOMETRIC_SHARE = 0.9;

/** One training tile: planes [3, side, side] in [0, 1] and its targets. */
export interface TrainingTile {
  readonly planes: Float32Array;
  readonly targets: TargetMaps;
}

/** A tile in the order of its epoch. */
export interface DrawnTile {
  /** Null for tiles before the place where the epoch goes on. */
  readonly tile: TrainingTile | null;
  readonly file: string;
  /** Share of the epoch that is done with it, 0–1: an estimate until the last photo has been read. */
  readonly share: number;
}

export type PixelLoader = (file: string) => Promise<RgbImage>;

/** Paints lesions of known type on a tile, in place, clear of the labels it has, and returns their labels. */
export type LesionPainter = (
  tile: RgbImage,
  labels: readonly TileLabel[],
  random: Random,
) => readonly TileLabel[];

export interface TileSource {
  readonly photos: readonly LabelledPhoto[];
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
  readonly load: PixelLoader;
  readonly paint: LesionPainter;
  readonly log: BatchLog;
}

/** How many tiles a photo gives an epoch: by its labels, at most one for every 2 tile areas, at least one. */
export function tilesOf({ width, height }: RgbImage, labels: number, tileSide: number): number {
  const wanted = 1 + Math.ceil(labels / LABELS_PER_TILE);
  const room = Math.round((width * height) / (2 * tileSide ** 2));
  return Math.max(1, Math.min(MOST_TILES_PER_PHOTO, wanted, room));
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

/**
 * The tiles of one epoch, in random order. Their order depends on seed, epoch and the photos alone, and each tile on
 * seed, epoch, its photo and its number there. Photos that cannot be read are left out and logged: one broken file
 * must not end a run of hours.
 * @param from tiles that are not needed any more: they are counted and not drawn.
 */
export async function* epochTiles(source: TileSource, from = 0): AsyncGenerator<DrawnTile> {
  const { photos, seed, epoch, tileSide, load, log } = source;
  const random = seededRandom(mixSeed(seed, 'pool', epoch));
  const pool: { readonly file: string; readonly draw: () => TrainingTile }[] = [];
  let [added, taken] = [0, 0];
  const take = (read: number): DrawnTile => {
    const { file, draw } = takeAny(pool, random);
    taken += 1;
    const total = (added * photos.length) / read;
    return { tile: taken > from ? draw() : null, file, share: Math.min(1, taken / total) };
  };
  const order = epochOrder(photos, seed, epoch);
  let upcoming = order[0] ? load(order[0].file) : null;
  upcoming?.catch(() => undefined);
  for (const [index, photo] of order.entries()) {
    const image = await readable(upcoming as Promise<RgbImage>, photo, log);
    const following = order[index + 1];
    // Decoding runs on other threads while this photo's tiles are used.
    upcoming = following ? load(following.file) : null;
    upcoming?.catch(() => undefined);
    if (!image) continue;
    log.photos += 1;
    const count = tilesOf(image, photo.labels.length, tileSide);
    for (let number = 0; number < count; number += 1) {
      const draw = () => drawTile(photo, image, source, number);
      // While tiles are only counted, most are never drawn; otherwise a drawn tile holds less memory than its photo.
      const drawn = taken < from ? null : draw();
      pool.push({ file: photo.file, draw: drawn ? () => drawn : draw });
      added += 1;
      if (pool.length >= POOL_SIZE) yield take(index + 1);
    }
  }
  while (pool.length > 0) yield take(photos.length);
}

function takeAny<T>(pool: T[], random: Random): T {
  const index = Math.floor(random() * pool.length);
  const taken = pool[index] as T;
  pool[index] = pool[pool.length - 1] as T;
  pool.pop();
  return taken;
}

function drawTile(photo: LabelledPhoto, image: RgbImage, source: TileSource, number: number): TrainingTile {
  const { seed, epoch, paint, tileSide: side, view: varied, typeWeights } = source;
  const random = seededRandom(mixSeed(seed, 'tile', epoch, photoKey(photo), number));
  const view = drawView(photo, image, source, random);
  const tile = sampleTile(image, view, side);
  const known = labelsInTile(photo, view, side, typeWeights);
  const labels = source.narrowed ? [...narrowedByAppearance(tile, known, view.scale)] : [...known];
  if (random() < source.paintedShare) labels.push(...paint(tile, labels, random));
  const planes = new Float32Array(3 * side * side);
  const change = varied && random() < PHOTOMETRIC_SHARE ? randomPhotometric(random) : NO_CHANGE;
  writePlanes(tile, change, random, planes, 0);
  return { planes, targets: encodeTargets(labels, side) };
}

function drawView(
  photo: LabelledPhoto,
  image: RgbImage,
  { tileSide, view: varied }: TileSource,
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
  return { ...view, centreX: within(x, image.width), centreY: within(y, image.height) };
}
