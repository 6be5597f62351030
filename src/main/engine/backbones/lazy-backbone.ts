import type { BackboneId } from '../../../shared/backbones/catalogue';
import type { CompiledFunction } from '../runtime/compiled-function';
import { openBackbone, type BackboneOptions } from './open-backbone';
import type { BackboneWeights } from './stored-backbone';

/** Pixels for each cell of the feature maps: all three halve their pictures five times. */
const STRIDE = 32;
const CHANNELS: Readonly<Record<BackboneId, number>> = {
  vgg19: 512,
  resnet50: 2048,
  'efficientnet-b3': 1536,
};

/** A frozen backbone that is compiled when it is first run: where all features are cached it never is. */
export type LazyBackbone = Pick<CompiledFunction, 'shape' | 'run' | 'close'>;

/** @param options sides are multiples of 32. */
export function lazyBackbone(
  backbone: Pick<BackboneWeights, 'id' | 'weights'>,
  options: BackboneOptions,
): LazyBackbone {
  const { batchSize, height, width } = options;
  const shape = [batchSize, height / STRIDE, width / STRIDE, CHANNELS[backbone.id]];
  let opening: Promise<CompiledFunction> | null = null;
  return {
    shape,
    run: async (planes) => {
      const compiled = await (opening ??= openBackbone(backbone, options));
      if (compiled.shape.join() !== shape.join())
        throw new Error(`${backbone.id} gives features [${compiled.shape.join()}], not [${shape.join()}].`);
      return compiled.run(planes);
    },
    close: async () => {
      await (await opening)?.close();
    },
  };
}
