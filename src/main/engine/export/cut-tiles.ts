import type { TileLimits } from '../ml/detection/tile-plan';
import type { OnnxWriter } from './onnx-writer';
import type { WorkingPhoto } from './reduce-photo';

/** Grey of what lies outside the photo, as in training. */
const OUTSIDE = 0.5;

/** Tiles along one side of the photo: `planTiles` as a graph. All are floating point. */
export interface AxisTiles {
  /** Pixels of a tile, without dimensions. */
  readonly side: string;
  /** First pixel of each tile, [tiles]. */
  readonly starts: string;
  /** Where each tile's core begins and ends, [tiles]. */
  readonly from: string;
  readonly to: string;
  /** Number of tiles, without dimensions. */
  readonly count: string;
}

export interface Tiles {
  /** [tiles, 3, side, side] in [0, 1], row by row. */
  readonly pixels: string;
  readonly rows: AxisTiles;
  readonly columns: AxisTiles;
}

/** Cuts a photo of whole grey levels into the tiles that the app would cut. */
export function cutTiles(writer: OnnxWriter, photo: WorkingPhoto, limits: TileLimits): Tiles {
  const rows = planAxis(writer, photo.height, limits);
  const columns = planAxis(writer, photo.width, limits);
  const scaled = writer.op('Div', [photo.planes, writer.float(255)]);
  const missing = ({ side }: AxisTiles, length: string) => {
    const space = writer.op('Sub', [asInteger(writer, side), length]);
    return writer.op('Reshape', [writer.op('Max', [space, writer.integer(0)]), writer.integers([1])]);
  };
  const before = writer.integers([0, 0, 0, 0]);
  const after = [missing(rows, photo.height), missing(columns, photo.width)];
  const padded = writer.op('Pad', [
    scaled,
    writer.op('Concat', [before, ...after], { axis: 0 }),
    writer.float(OUTSIDE),
  ]);
  const places = ({ starts, side }: AxisTiles) => {
    const inTile = writer.op('Range', [writer.integer(0), asInteger(writer, side), writer.integer(1)]);
    const first = writer.op('Unsqueeze', [asInteger(writer, starts), writer.integers([1])]);
    return writer.op('Add', [first, inTile]);
  };
  // [3, tile rows, side, width], then [3, tile rows, side, tile columns, side].
  const bands = writer.op('Gather', [padded, places(rows)], { axis: 1 });
  const grid = writer.op('Gather', [bands, places(columns)], { axis: 3 });
  const turned = writer.op('Transpose', [grid], { perm: [1, 3, 0, 2, 4] });
  const shape = writer.op('Shape', [turned], { start: 2 });
  const joined = writer.op('Concat', [writer.integers([-1]), shape], { axis: 0 });
  return { pixels: writer.op('Reshape', [turned, joined]), rows, columns };
}

const asInteger = (writer: OnnxWriter, value: string): string => writer.op('Cast', [value], { to: 7 });

function planAxis(writer: OnnxWriter, length: string, { longest, overlap, multiple }: TileLimits): AxisTiles {
  const number = (value: number) => writer.float(value);
  const size = writer.op('Cast', [length], { to: 1 });
  const needed = writer.op('Ceil', [
    writer.op('Div', [writer.op('Sub', [size, number(overlap)]), number(longest - overlap)]),
  ]);
  const fits = writer.op('LessOrEqual', [size, number(longest)]);
  const count = writer.op('Where', [fits, number(1), needed]);
  const seams = writer.op('Sub', [count, number(1)]);
  const shared = writer.op('Add', [size, writer.op('Mul', [seams, number(overlap)])]);
  const each = writer.op('Div', [writer.op('Div', [shared, count]), number(multiple)]);
  const rounded = writer.op('Mul', [writer.op('Ceil', [each]), number(multiple)]);
  const side = writer.op('Min', [rounded, number(longest)]);
  const last = writer.op('Max', [writer.op('Sub', [size, side]), number(0)]);
  const indices = writer.op('Range', [number(0), count, number(1)]);
  const share = writer.op('Div', [writer.op('Mul', [indices, last]), writer.op('Max', [seams, number(1)])]);
  const starts = writer.op('Floor', [writer.op('Add', [share, number(0.5)])]);
  const cut = (from: number, to: number) =>
    writer.op('Slice', [starts, writer.integers([from]), writer.integers([to]), writer.integers([0])]);
  const [earlier, later] = [cut(0, -1), cut(1, 2 ** 31 - 1)];
  const middle = writer.op('Mul', [
    writer.op('Add', [writer.op('Add', [earlier, side]), later]),
    number(0.5),
  ]);
  const listed = (value: string) => writer.op('Reshape', [value, writer.integers([1])]);
  return {
    side,
    starts,
    from: writer.op('Concat', [listed(number(0)), middle], { axis: 0 }),
    to: writer.op('Concat', [middle, listed(size)], { axis: 0 }),
    count,
  };
}
