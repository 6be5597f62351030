import { arithmetic } from '../compiler/onnx/arithmetic';
import type { OnnxWriter } from '../compiler/onnx/onnx-writer';
import { SEAM_MARGIN, type TileLimits } from '../ml/detection/tile-plan';
import type { WorkingPhoto } from './reduce-photo';

/** Tiles along one side of the photo. All float32. */
export interface AxisTiles {
  /** Number of tiles and pixels of each, without dimensions. */
  readonly count: string;
  readonly side: string;
  /** First pixel of each tile, [count]. */
  readonly starts: string;
  /** Where each tile's core begins and ends, [count]. */
  readonly from: string;
  readonly to: string;
}

export interface TileGrid {
  readonly rows: AxisTiles;
  readonly columns: AxisTiles;
}

/** `planTiles` as a graph: the tiles that the app cuts a photo of this size into. */
export const planTileGrid = (writer: OnnxWriter, photo: WorkingPhoto, limits: TileLimits): TileGrid => ({
  rows: planAxis(writer, photo.height, limits),
  columns: planAxis(writer, photo.width, limits),
});

/** Every number here is far below 2 ** 24: float32 holds whole and half ones exactly. */
function planAxis(writer: OnnxWriter, length: string, { longest, overlap, multiple }: TileLimits): AxisTiles {
  const { add, sub, mul, div, min, max, floor, ceil, lessOrEqual, where, upTo } = arithmetic(
    writer,
    'float32',
  );
  const size = writer.cast(length, 'float32');
  const needed = ceil(div(sub(size, overlap), longest - overlap));
  const count = where(lessOrEqual(size, longest), 1, needed);
  const seams = sub(count, 1);
  const each = div(add(size, mul(seams, overlap)), count);
  const side = min(mul(ceil(div(each, multiple)), multiple), longest);
  const last = max(sub(size, side), 0);
  // Rounds halves up, as Math.round does.
  const starts = floor(add(div(mul(upTo(count), last), max(seams, 1)), 0.5));
  const part = (from: number, to: number) =>
    writer.op('Slice', [starts, writer.integers([from]), writer.integers([to]), writer.integers([0])]);
  const middles = div(add(add(part(0, -1), side), part(1, Number.MAX_SAFE_INTEGER)), 2);
  const listed = (value: string) => writer.op('Reshape', [value, writer.integers([1])]);
  return {
    count,
    side,
    starts,
    from: writer.op('Concat', [listed(writer.scalar(0, 'float32')), sub(middles, SEAM_MARGIN)], { axis: 0 }),
    to: writer.op('Concat', [add(middles, SEAM_MARGIN), listed(size)], { axis: 0 }),
  };
}
