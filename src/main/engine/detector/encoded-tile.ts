import type { AnyDetector } from '../io/model-folder';
import { encodeFunction, type EncodedFunction } from '../runtime/compiled-function';
import { detectorForward } from './forward';

interface Latest {
  readonly height: number;
  readonly width: number;
  readonly tile: EncodedFunction;
}

/** The graph last compiled for each model: it is asked for its digest first and opened right after. */
const latest = new WeakMap<AnyDetector, Latest>();

/** The detector compiled for one size of tile, ready to be opened by any provider of ONNX Runtime. */
export function encodedTile(model: AnyDetector, height: number, width: number): EncodedFunction {
  const known = latest.get(model);
  if (known?.height === height && known.width === width) return known.tile;
  const tile = encodeFunction({ shape: [1, height, width, 3], layout: 'image' }, (picture) =>
    detectorForward(model, picture),
  );
  latest.set(model, { height, width, tile });
  return tile;
}
