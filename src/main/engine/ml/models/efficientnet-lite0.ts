import { add, mul, sub, type Tensor } from '@tensorflow/tfjs-core';
import type { ForwardContext } from '../nn/forward-context';
import { convolutionBlock, depthwiseBlock, type Learning } from '../nn/layers';
import { EFFICIENTNET_STAGES } from './efficientnet-stages';

/** Those of B0 up to stride 16. */
const STAGES = EFFICIENTNET_STAGES.slice(0, 5);
const STEM_FILTERS = 32;
/** Stages whose last block ends a level: strides 4, 8 and 16. */
const LEVEL_ENDS = [1, 2, 4];

/** What the published weights were trained on: (value − 127) / 128 of 0–255. */
const MEAN = 127 / 255;
const SCALE = 255 / 128;

/** Stages that learn nothing, by how much of the detector is trained; the stem never learns. */
export const FROZEN_STAGES = { all: 0, upper: 4, head: 5 } as const;

type Block = (typeof STAGES)[number] & { readonly learns: Learning; readonly first: boolean };

/**
 * EfficientNet-Lite0 (Tan & Le 2019; Liu 2020: no squeeze-and-excitation, activations clipped at 6) up to stride 16, as
 * a trainable backbone. The two stages left out hold four fifths of its weights and see what is far larger than a
 * lesion. Its weights bear the names `backbone/…`.
 * @param x [N, H, W, 3] in [0, 1], H and W multiples of 16.
 * @param frozenStages so many from the first learn nothing.
 * @returns features at strides 4, 8 and 16 with 24, 40 and 112 channels.
 */
export function efficientnetLite0(
  context: ForwardContext,
  x: Tensor,
  frozenStages: number = FROZEN_STAGES.all,
): readonly Tensor[] {
  const stem = {
    filters: STEM_FILTERS,
    kernel: 3,
    stride: 2,
    padding: 'same',
    activation: 'relu6',
    learns: 'nothing',
  } as const;
  let features = convolutionBlock(context, 'backbone/stem', mul(sub(x, MEAN), SCALE), stem);
  return STAGES.flatMap((stage, index) => {
    const learns = index < frozenStages ? 'nothing' : 'weights';
    for (let block = 0; block < stage.blocks; block += 1) {
      const name = `backbone/stage${index}/block${block}`;
      features = invertedResidual(context, name, features, { ...stage, learns, first: block === 0 });
    }
    return LEVEL_ENDS.includes(index) ? [features] : [];
  });
}

/** Widened, filtered channel by channel, and narrowed without an activation (Sandler et al. 2018). */
function invertedResidual(
  context: ForwardContext,
  name: string,
  x: Tensor,
  { kernel, filters, expansion, stride, learns, first }: Block,
): Tensor {
  const channels = x.shape[3] ?? 0;
  const wide = expansion * channels;
  const widened =
    expansion === 1
      ? x
      : convolutionBlock(context, `${name}/expand`, x, {
          filters: wide,
          kernel: 1,
          activation: 'relu6',
          learns,
        });
  const filtered = depthwiseBlock(context, `${name}/depthwise`, widened, {
    ...{ kernel, padding: 'same', activation: 'relu6', learns },
    stride: first ? stride : 1,
  });
  const narrowed = convolutionBlock(context, `${name}/project`, filtered, {
    ...{ filters, kernel: 1, activation: 'linear', learns },
  });
  return first ? narrowed : add(x, narrowed);
}
