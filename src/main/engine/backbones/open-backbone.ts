import { mul, type Tensor } from '@tensorflow/tfjs-core';
import { PIXEL_RANGE } from '../ml/models/backbone';
import { BACKBONES } from '../ml/models/backbones';
import { CompiledFunction } from '../runtime/compiled-function';
import type { SessionOptions } from '../runtime/session';
import type { BackboneWeights } from './stored-backbone';
import { weightsContext } from './weights-context';

/**
 * What a backbone is shown: pictures as its weights were trained on them (Keras's `preprocess_input`), or
 * the values in 0–1 as they are, which is what the seed study's text describes.
 */
export type BackboneInput = 'preprocessed' | 'unit';

export interface BackboneOptions extends SessionOptions {
  readonly height: number;
  readonly width: number;
  readonly batchSize: number;
  readonly input: BackboneInput;
}

/** The feature maps of pictures in 0–1, [N, H, W, 3]. */
export function backboneFeatures(
  { id, weights }: Pick<BackboneWeights, 'id' | 'weights'>,
  input: BackboneInput,
  pictures: Tensor,
): Tensor {
  const backbone = BACKBONES[id];
  const x = input === 'unit' ? pictures : backbone.preprocess(mul(pictures, PIXEL_RANGE));
  return backbone.features(weightsContext(weights), x);
}

/**
 * Compiles a frozen backbone for one size of picture. The function takes planes in 0–1, [N, 3, H, W], and
 * gives feature maps in Keras's order, [N, h, w, channels].
 */
export const openBackbone = (
  backbone: Pick<BackboneWeights, 'id' | 'weights'>,
  { height, width, batchSize, input, ...options }: BackboneOptions,
): Promise<CompiledFunction> =>
  CompiledFunction.open(
    { shape: [batchSize, height, width, 3], layout: 'image' },
    (pictures) => backboneFeatures(backbone, input, pictures),
    options,
  );
