import { MaculeError, type Failure } from '../../../shared/errors';
import type { RgbImage } from '../../../shared/photo/rgb-image';
import type { LabelledPhoto } from '../../datasets/dataset';
import { labelMeaning } from '../../datasets/label-types';
import { NO_CHANGE, randomPhotometric, writePlanes } from '../ml/augment/photometric';
import { sampleTile } from '../ml/augment/sample-tile';
import { photoToTile, randomView, type View } from '../ml/augment/view';
import { encodeTargets, type TargetMaps } from '../ml/detection/targets';
import type { TileLabel } from '../ml/detection/tile-label';
import { mixSeed, seededRandom, shuffled, uniform, type Random } from '../ml/random';
import type { TrainingRecipe } from './recipe';

/** Tiles wait here so that neighbours in a batch come from different photos. */
const POOL_SIZE = 64;
/** Share of tiles placed near a label; the rest lie anywhere. */
const NEAR_LABEL = 0.7;
const MOST_TILES_PER_PHOTO = 6;

/** One training tile: planes [3, side, side] in [0, 1] and its targets. */
export interface TrainingTile {
  readonly planes: Float32Array;
  readonly targets: TargetMaps;
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
  readonly recipe: TrainingRecipe;
  readonly seed: number;
  readonly load: PixelLoader;
  readonly paint: LesionPainter;
  readonly log: TileLog;
}

/** What a source has drawn so far, and the photos it had to leave out. */
export interface TileLog {
  photos: number;
  tiles: number;
  readonly unreadable: Failure[];
}

/** How many tiles a photo gives an epoch: one for every 2.5 tile areas. */
export function tilesOf({ width, height }: RgbImage, tileSide: number): number {
  return Math.min(MOST_TILES_PER_PHOTO, Math.max(1, Math.round((width * height) / (2.5 * tileSide ** 2))));
}

/** What a tile shows of a photo's labels; words that are not known are left out. */
export function labelsInTile(photo: LabelledPhoto, view: View, side: number): readonly TileLabel[] {
  return photo.labels.flatMap(({ label, box }) => {
    const meaning = labelMeaning(label);
    if (!meaning) return [];
    const centre = photoToTile(view, side, box.x + box.width / 2, box.y + box.height / 2);
    return [
      {
        ...centre,
        width: box.width * view.scale,
        height: box.height * view.scale,
        allowed: 'allowed' in meaning ? meaning.allowed : [],
      },
    ];
  });
}

/**
 * The tiles of one epoch, in random order; the same seed and epoch give the same tiles. Photos that cannot
 * be read are left out and named in the log: one broken file must not end a run of hours.
 */
export async function* epochTiles(source: TileSource, epoch: number): AsyncGenerator<TrainingTile> {
  const { photos, recipe, seed, load } = source;
  const random = seededRandom(mixSeed(seed, 'epoch', epoch));
  const pool: TrainingTile[] = [];
  const order = shuffled(photos, random);
  let upcoming = order[0] ? load(order[0].file) : null;
  for (const [index, photo] of order.entries()) {
    const image = await readable(upcoming as Promise<RgbImage>, source.log);
    const following = order[index + 1];
    // Decoding runs on other threads while this photo's tiles are used.
    upcoming = following ? load(following.file) : null;
    upcoming?.catch(() => undefined);
    if (!image) continue;
    source.log.photos += 1;
    for (let count = tilesOf(image, recipe.tileSide); count > 0; count -= 1) {
      source.log.tiles += 1;
      pool.push(drawTile(photo, image, source, random));
      if (pool.length >= POOL_SIZE) yield takeAny(pool, random);
    }
  }
  while (pool.length > 0) yield takeAny(pool, random);
}

async function readable(image: Promise<RgbImage>, log: TileLog): Promise<RgbImage | null> {
  try {
    return await image;
  } catch (error) {
    if (!(error instanceof MaculeError)) throw error;
    const { failure } = error;
    if (!log.unreadable.some(({ message }) => message === failure.message)) log.unreadable.push(failure);
    return null;
  }
}

function takeAny<T>(pool: T[], random: Random): T {
  const index = Math.floor(random() * pool.length);
  const taken = pool[index] as T;
  pool[index] = pool[pool.length - 1] as T;
  pool.pop();
  return taken;
}

function drawTile(photo: LabelledPhoto, image: RgbImage, source: TileSource, random: Random): TrainingTile {
  const { recipe, paint } = source;
  const side = recipe.tileSide;
  const view = drawView(photo, image, recipe, random);
  const tile = sampleTile(image, view, side);
  const labels = [...labelsInTile(photo, view, side)];
  if (random() < recipe.paintedShare) labels.push(...paint(tile, labels, random));
  const planes = new Float32Array(3 * side * side);
  const change = random() < 0.9 ? randomPhotometric(random) : NO_CHANGE;
  writePlanes(tile, change, random, planes, 0);
  return { planes, targets: encodeTargets(labels, side) };
}

function drawView(photo: LabelledPhoto, image: RgbImage, recipe: TrainingRecipe, random: Random): View {
  const near = random() < NEAR_LABEL ? photo.labels[Math.floor(random() * photo.labels.length)] : undefined;
  const spread = recipe.tileSide * 0.4;
  const x = near ? near.box.x + uniform(random, -spread, spread) : uniform(random, 0, image.width);
  const y = near ? near.box.y + uniform(random, -spread, spread) : uniform(random, 0, image.height);
  const view = randomView(x, y, random, recipe.view);
  const half = recipe.tileSide / view.scale / 2;
  // Most of each tile shows the photo: its middle stays half a tile from the edges where there is room.
  const within = (value: number, length: number) =>
    length <= 2 * half ? length / 2 : Math.min(length - half, Math.max(half, value));
  return { ...view, centreX: within(x, image.width), centreY: within(y, image.height) };
}
