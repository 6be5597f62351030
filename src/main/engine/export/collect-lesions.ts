import { arithmetic } from '../compiler/onnx/arithmetic';
import type { OnnxWriter } from '../compiler/onnx/onnx-writer';
import { LOWEST_SCORE, PEAK_CHANNELS } from '../ml/detection/peaks';
import { OUTPUT_STRIDE } from '../ml/models/lesion-detector';
import type { AxisTiles, TileGrid } from './plan-tiles';

/** Lesions in pixels of the working photo, highest score first; float32, [n] each, `types` [n, types]. */
export interface Lesions {
  readonly score: string;
  readonly centreX: string;
  readonly centreY: string;
  readonly width: string;
  readonly height: string;
  readonly types: string;
}

/**
 * Reads the peaks of all tiles, [tiles, rows, columns, channels], keeps those in each tile's core, and sorts
 * them: `readPeaks` and the seams of the tile plan as a graph.
 */
export function collectLesions(
  writer: OnnxWriter,
  peaks: string,
  { rows, columns }: TileGrid,
  minScore: string,
): Lesions {
  const { max, greaterOrEqual } = arithmetic(writer, 'float32');
  const found = greaterOrEqual(channel(writer, peaks, 0), max(minScore, LOWEST_SCORE));
  const cells = writer.op('Transpose', [writer.op('NonZero', [found])], { perm: [1, 0] });
  const values = writer.op('GatherND', [peaks, cells]);
  const [tile, row, column] = [0, 1, 2].map((index) => channel(writer, cells, index)) as [
    string,
    string,
    string,
  ];
  const across = writer.cast(columns.count, 'int64');
  const vertical = along(writer, row, channel(writer, values, 2), rows, writer.op('Div', [tile, across]));
  const horizontal = along(
    writer,
    column,
    channel(writer, values, 1),
    columns,
    writer.op('Mod', [tile, across]),
  );
  const score = channel(writer, values, 0);
  const inOrder = sorter(writer, score, writer.op('And', [vertical.isInCore, horizontal.isInCore]));
  return {
    score: inOrder(score),
    centreX: inOrder(horizontal.centre),
    centreY: inOrder(vertical.centre),
    width: inOrder(channel(writer, values, 3)),
    height: inOrder(channel(writer, values, 4)),
    types: inOrder(lastChannels(writer, values, 5, PEAK_CHANNELS)),
  };
}

const lastChannels = (writer: OnnxWriter, values: string, from: number, to: number): string =>
  writer.op('Slice', [values, writer.integers([from]), writer.integers([to]), writer.integers([-1])]);

const channel = (writer: OnnxWriter, values: string, index: number): string =>
  writer.op('Gather', [values, writer.scalar(index, 'int64')], { axis: -1 });

/** Where the centres lie along one side of the photo, pixels, and whether in the core of their tile. */
function along(writer: OnnxWriter, cell: string, offset: string, tiles: AxisTiles, tile: string) {
  const { add, mul, greaterOrEqual, less } = arithmetic(writer, 'float32');
  const ofTile = (values: string) => writer.op('Gather', [values, tile], { axis: 0 });
  const inTile = mul(add(add(writer.cast(cell, 'float32'), 0.5), offset), OUTPUT_STRIDE);
  const centre = add(inTile, ofTile(tiles.starts));
  const isInCore = writer.op('And', [
    greaterOrEqual(centre, ofTile(tiles.from)),
    less(centre, ofTile(tiles.to)),
  ]);
  return { centre, isInCore };
}

/** Picks the kept rows and brings them into order, highest score first, ties as they come. */
function sorter(writer: OnnxWriter, score: string, kept: string): (values: string) => string {
  const pick = (values: string) => writer.op('Compress', [values, kept], { axis: 0 });
  const picked = pick(score);
  const [, order = ''] = writer.many('TopK', [picked, writer.op('Shape', [picked])], 2, { axis: 0 });
  return (values) => writer.op('Gather', [pick(values), order], { axis: 0 });
}
