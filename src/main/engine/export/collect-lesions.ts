import { OUTPUT_STRIDE } from '../ml/models/lesion-detector';
import { PEAK_CHANNELS } from '../ml/detection/peaks';
import type { AxisTiles, Tiles } from './cut-tiles';
import type { OnnxWriter } from './onnx-writer';

/** Lesions in pixels of the working photo, highest score first; [n] each, `types` [n, types]. */
export interface Lesions {
  readonly score: string;
  readonly centreX: string;
  readonly centreY: string;
  readonly width: string;
  readonly height: string;
  readonly types: string;
}

/** Cells below this are no lesions whatever score is asked for, as in `readPeaks`. */
const LOWEST_SCORE = 1e-4;

/**
 * Reads the peaks of all tiles, [tiles, rows, columns, channels], keeps those of each tile's core, and sorts
 * them: `readPeaks` and the seams of the tile plan as a graph.
 */
export function collectLesions(writer: OnnxWriter, peaks: string, tiles: Tiles, minScore: string): Lesions {
  const channel = (values: string, first: number, end: number) =>
    writer.op('Slice', [values, writer.integers([first]), writer.integers([end]), writer.integers([-1])]);
  const flat = (values: string) => writer.op('Squeeze', [values, writer.integers([-1])]);
  const floor = writer.op('Max', [minScore, writer.float(LOWEST_SCORE)]);
  const found = writer.op('GreaterOrEqual', [flat(channel(peaks, 0, 1)), floor]);
  const cells = writer.op('Transpose', [writer.op('NonZero', [found])], { perm: [1, 0] });
  const values = writer.op('GatherND', [peaks, cells]);
  const index = (column: number) => flat(channel(cells, column, column + 1));
  const [tile, row, column] = [index(0), index(1), index(2)];
  const across = writer.op('Cast', [tiles.columns.count], { to: 7 });
  const tileRow = writer.op('Div', [tile, across]);
  const tileColumn = writer.op('Mod', [tile, across]);
  const centre = (cell: string, offset: string, axis: AxisTiles, place: string) => {
    const inCells = writer.op('Add', [
      writer.op('Add', [writer.op('Cast', [cell], { to: 1 }), writer.float(0.5)]),
      offset,
    ]);
    const inTile = writer.op('Mul', [inCells, writer.float(OUTPUT_STRIDE)]);
    return writer.op('Add', [inTile, writer.op('Gather', [axis.starts, place], { axis: 0 })]);
  };
  const centreX = centre(column, flat(channel(values, 1, 2)), tiles.columns, tileColumn);
  const centreY = centre(row, flat(channel(values, 2, 3)), tiles.rows, tileRow);
  const inCore = (at: string, axis: AxisTiles, place: string) =>
    writer.op('And', [
      writer.op('GreaterOrEqual', [at, writer.op('Gather', [axis.from, place], { axis: 0 })]),
      writer.op('Less', [at, writer.op('Gather', [axis.to, place], { axis: 0 })]),
    ]);
  const kept = writer.op('And', [
    inCore(centreX, tiles.columns, tileColumn),
    inCore(centreY, tiles.rows, tileRow),
  ]);
  const inOrder = sorter(writer, flat(channel(values, 0, 1)), kept);
  return {
    score: inOrder(flat(channel(values, 0, 1))),
    centreX: inOrder(centreX),
    centreY: inOrder(centreY),
    width: inOrder(flat(channel(values, 3, 4))),
    height: inOrder(flat(channel(values, 4, 5))),
    types: inOrder(channel(values, 5, PEAK_CHANNELS)),
  };
}

/** Picks the kept rows and brings them into order, highest score first, ties as they come. */
function sorter(writer: OnnxWriter, score: string, kept: string): (values: string) => string {
  const pick = (values: string) => writer.op('Compress', [values, kept], { axis: 0 });
  const picked = pick(score);
  const [, order] = writer.many('TopK', [picked, writer.op('Shape', [picked])], 2, { axis: 0 });
  return (values) => writer.op('Gather', [pick(values), order as string], { axis: 0 });
}
