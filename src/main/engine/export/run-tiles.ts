import type { Graph } from '../compiler/graph/graph';
import { arithmetic } from '../compiler/onnx/arithmetic';
import type { OnnxWriter } from '../compiler/onnx/onnx-writer';
import { OUTSIDE } from '../detector/cut-tile';
import { PEAK_CHANNELS } from '../ml/detection/peaks';
import type { AxisTiles, TileGrid } from './plan-tiles';
import type { WorkingPhoto } from './reduce-photo';

/**
 * Runs the network on one tile after the other, as the app does: memory for one tile is enough.
 * @param network from `picture` [1, 3, height, width] in [0, 1] to peak maps, of any size.
 * @returns peak maps [tiles, rows, columns, {@link PEAK_CHANNELS}], tiles row by row.
 */
export function runTiles(writer: OnnxWriter, photo: WorkingPhoto, grid: TileGrid, network: Graph): string {
  const { div, mul } = arithmetic(writer, 'float32');
  const padded = padToTiles(writer, div(photo.planes, 255), photo, grid);
  const across = writer.cast(grid.columns.count, 'int64');
  const tiles = writer.cast(mul(grid.rows.count, grid.columns.count), 'int64');
  const [peaks = ''] = writer.loop(tiles, [], (inner, tile) => {
    const cut = (values: string, { starts, side }: AxisTiles, place: string, axis: number) => {
      const { add, upTo } = arithmetic(inner, 'float32');
      const start = inner.op('Gather', [starts, place], { axis: 0 });
      return inner.op('Gather', [values, inner.cast(add(start, upTo(side)), 'int64')], { axis });
    };
    const band = cut(padded, grid.rows, inner.op('Div', [tile, across]), 1);
    const planes = cut(band, grid.columns, inner.op('Mod', [tile, across]), 2);
    const picture = inner.op('Unsqueeze', [planes, inner.integers([0])]);
    const [maps = ''] = inner.include(network, { [network.inputs[0]?.name ?? '']: picture });
    const name = inner.op('Squeeze', [maps, inner.integers([0])]);
    return { stacked: [{ name, type: 'float32', shape: ['rows', 'columns', PEAK_CHANNELS] }] };
  });
  return peaks;
}

/** Grey to the right and below, where a photo is smaller than a tile. */
function padToTiles(
  writer: OnnxWriter,
  planes: string,
  { height, width }: WorkingPhoto,
  { rows, columns }: TileGrid,
): string {
  const { sub, max } = arithmetic(writer, 'int64');
  const missing = (length: string, { side }: AxisTiles) =>
    writer.op('Reshape', [max(sub(writer.cast(side, 'int64'), length), 0), writer.integers([1])]);
  const pads = writer.op(
    'Concat',
    [writer.integers([0, 0, 0, 0]), missing(height, rows), missing(width, columns)],
    { axis: 0 },
  );
  return writer.op('Pad', [planes, pads, writer.scalar(OUTSIDE, 'float32')]);
}
