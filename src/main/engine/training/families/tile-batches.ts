import { fullBatches } from '../../input/photo-batches';
import { TARGET_NAMES } from '../lesion-detector-program';
import type { TrainingBatch } from '../training-task';
import type { TrainingTile } from './draw-tile';
import { epochTiles, type DrawnTile, type TileSource } from './tile-source';

interface BatchTile extends TrainingTile {
  readonly file: string;
  readonly share: number;
  /** Tiles of the epoch up to this one. */
  readonly next: number;
}

/** Batches of an epoch's tiles from a place in it, counted in tiles. */
export async function* tileBatches(
  source: TileSource,
  batchSize: number,
  from: number,
): AsyncGenerator<TrainingBatch> {
  for await (const batch of fullBatches(drawn(epochTiles(source, from)), batchSize, from > 0)) {
    const last = batch.at(-1) as BatchTile;
    yield {
      size: batchSize,
      inputs: {
        images: joined(batch.map(({ planes }) => planes)),
        ...Object.fromEntries(
          TARGET_NAMES.map((name) => [name, joined(batch.map(({ targets }) => targets[name]))]),
        ),
      },
      files: batch.map(({ file }) => file),
      next: last.next,
      share: last.share,
    };
  }
}

async function* drawn(tiles: AsyncIterable<DrawnTile>): AsyncGenerator<BatchTile> {
  let next = 0;
  for await (const { tile, file, share } of tiles) {
    next += 1;
    if (tile) yield { ...tile, file, share, next };
  }
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const length = parts[0]?.length ?? 0;
  const all = new Float32Array(parts.length * length);
  parts.forEach((part, index) => all.set(part, index * length));
  return all;
}
