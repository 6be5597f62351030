import type { RgbImage } from '../../../../shared/photo/rgb-image';
import type { LabelledPhoto } from '../../../datasets/dataset';
import type { LoadedPhoto } from '../../../imaging/load-pixels';
import { labelsOn } from '../../input/labels-on';
import { epochOrder, readable, type BatchLog } from '../../input/photo-batches';
import { mixSeed, seededRandom, type Random } from '../../ml/random';
import { drawTile, type TileDrawing, type TrainingTile } from './draw-tile';

/** Tiles wait here so that neighbours in a batch come from different photos. */
const POOL_SIZE = 64;
const MOST_TILES_PER_PHOTO = 8;
/** A clear photo gives one tile, and one more for each so many labels: learning time goes where the lesions are. */
const LABELS_PER_TILE = 3;

/** A tile in the order of its epoch. */
export interface DrawnTile {
  /** Null for tiles before the place where the epoch goes on. */
  readonly tile: TrainingTile | null;
  readonly file: string;
  /** Share of the epoch that is done with it, 0–1: an estimate until the last photo has been read. */
  readonly share: number;
}

/** Reads a photo in the size that is learned from. */
export type PixelLoader = (file: string) => Promise<LoadedPhoto>;

export interface TileSource extends TileDrawing {
  readonly photos: readonly LabelledPhoto[];
  readonly load: PixelLoader;
  readonly log: BatchLog;
}

/** How many tiles a photo gives an epoch: by its labels, at most one for every 2 tile areas, at least one. */
export function tilesOf({ width, height }: RgbImage, labels: number, tileSide: number): number {
  const wanted = 1 + Math.ceil(labels / LABELS_PER_TILE);
  const room = Math.round((width * height) / (2 * tileSide ** 2));
  return Math.max(1, Math.min(MOST_TILES_PER_PHOTO, wanted, room));
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
    const image = await readable(upcoming as Promise<LoadedPhoto>, photo, log);
    const following = order[index + 1];
    // Decoding runs on other threads while this photo's tiles are used.
    upcoming = following ? load(following.file) : null;
    upcoming?.catch(() => undefined);
    if (!image) continue;
    log.photos += 1;
    const count = tilesOf(image, photo.labels.length, tileSide);
    const shown = { ...photo, labels: labelsOn(image, photo.labels) };
    for (let number = 0; number < count; number += 1) {
      const draw = () => drawTile(shown, image, source, number);
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
