import type { Tensor } from '@tensorflow/tfjs-core';
import type { ForwardContext } from '../nn/forward-context';

/** Classes of ImageNet's challenge, which the published weights were trained on. */
export const IMAGENET_CLASSES = 1000;
/** Largest value of a pixel as Keras's `preprocess_input` expects it. */
export const PIXEL_RANGE = 255;

/**
 * An architecture of Keras Applications, layer by layer and weight by weight, so that its published files
 * fit. Batch normalisation always goes by the stored statistics.
 */
export interface Backbone {
  /** Channels of the feature map. */
  readonly channels: number;
  /** Pixels of the picture for each cell of the feature map. */
  readonly stride: number;
  /** Keras's `preprocess_input` for this architecture: [N, H, W, 3], RGB in 0–255, to what the network takes. */
  readonly preprocess: (pixels: Tensor) => Tensor;
  /** The feature map (`include_top=False`), [N, h, w, channels]. */
  readonly features: (context: ForwardContext, x: Tensor) => Tensor;
  /** The classifier on it (`include_top=True`): logits of ImageNet's classes, [N, 1000]. */
  readonly top: (context: ForwardContext, features: Tensor) => Tensor;
}
