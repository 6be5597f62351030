import { compile } from '../compiler/compile';
import type { Graph } from '../compiler/graph/graph';
import { freeSizes } from '../compiler/onnx/free-sizes';
import { record } from '../compiler/record';
import { detectorForward } from '../detector/forward';
import type { LoadedDetector } from '../io/model-folder';
import { TILE_MULTIPLE } from '../ml/models/lesion-detector';

/** Two sizes that have no side in common with each other, nor with the network's numbers of channels. */
const SIZES = [
  [5, 7],
  [9, 11],
] as const;

/**
 * The detector for tiles of any size: `picture` [1, 3, height, width] in [0, 1] in, peak maps out.
 * @throws RangeError where the network is bound to one size.
 */
export function recordNetwork(model: LoadedDetector): Graph {
  const [first, second] = SIZES.map(([rows, columns]) =>
    compile(
      record(({ input }) => {
        const shape = [1, rows * TILE_MULTIPLE, columns * TILE_MULTIPLE, 3];
        const picture = input({ name: 'picture', shape, layout: 'image' });
        return [{ name: 'peaks', tensor: detectorForward(model, picture) }];
      }),
    ),
  ) as [Graph, Graph];
  return freeSizes(first, second);
}
