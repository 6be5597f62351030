import { sigmoid } from '@tensorflow/tfjs-core';
import type { NamedArray } from '../io/safetensors';
import { presenceHead } from '../ml/models/presence-head';
import { seedCnn } from '../ml/models/seed-cnn';
import { CompiledFunction } from '../runtime/compiled-function';
import type { SessionOptions } from '../runtime/session';
import { backboneFeatures, type BackboneOptions } from './open-backbone';
import type { BackboneWeights } from './stored-backbone';
import { weightsContext } from './weights-context';

type Weights = ReadonlyMap<string, NamedArray>;

export interface PresenceOptions extends SessionOptions {
  readonly batchSize: number;
}

// Each of these gives the probability of each lesion type, [N, 4], in the order of `LESION_TYPES`.

/** The seed study's own network on planes in 0–1, [N, 3, side, side]. */
export const seedCnnClassifier = (
  weights: Weights,
  { side, batchSize, ...options }: PresenceOptions & { readonly side: number },
): Promise<CompiledFunction> =>
  CompiledFunction.open(
    { shape: [batchSize, side, side, 3], layout: 'image' },
    (pictures) => sigmoid(seedCnn(weightsContext(weights), pictures, null)),
    options,
  );

/** A frozen backbone with a trained head on planes in 0–1, [N, 3, H, W]. */
export const frozenBackboneClassifier = (
  backbone: Pick<BackboneWeights, 'id' | 'weights'>,
  head: Weights,
  { height, width, batchSize, input, ...options }: BackboneOptions,
): Promise<CompiledFunction> =>
  CompiledFunction.open(
    { shape: [batchSize, height, width, 3], layout: 'image' },
    (pictures) => sigmoid(presenceHead(weightsContext(head), backboneFeatures(backbone, input, pictures))),
    options,
  );

/** A trained head alone on flattened features, [N, features]: for pictures whose features are cached. */
export const headClassifier = (
  head: Weights,
  { features, batchSize, ...options }: PresenceOptions & { readonly features: number },
): Promise<CompiledFunction> =>
  CompiledFunction.open(
    { shape: [batchSize, features] },
    (x) => sigmoid(presenceHead(weightsContext(head), x)),
    options,
  );
