import { ready, setBackend, tensor4d, tidy, transpose, type Tensor } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { backboneParameters } from '../../src/main/engine/backbones/backbone-parameters';
import { backboneFeatures, openBackbone } from '../../src/main/engine/backbones/open-backbone';
import { pixelVariances } from '../../src/main/engine/backbones/efficientnet-pixels';
import { weightsContext } from '../../src/main/engine/backbones/weights-context';
import type { NamedArray } from '../../src/main/engine/io/safetensors';
import { useWasmBackend } from '../../src/main/engine/ladder/tensorflow-wasm';
import { BACKBONES } from '../../src/main/engine/ml/models/backbones';
import type { ParameterSpec } from '../../src/main/engine/ml/nn/parameter';
import { listParameters } from '../../src/main/engine/training/program';
import { BACKBONE_IDS, PUBLISHED_WEIGHTS, type BackboneId } from '../../src/shared/backbones/catalogue';
import { runCompiled } from '../helpers/compiled-parity';
import { hashedPicture, hashedWeight } from '../helpers/hashed-weights';
import { GOLDEN, sampleError } from './backbones-golden';

const LIMIT = 1e-4;

const hashed = (specs: readonly ParameterSpec[], variance: number): ReadonlyMap<string, NamedArray> =>
  new Map(specs.map((spec) => [spec.name, { shape: spec.shape, values: hashedWeight(spec, variance) }]));

async function featuresOf(id: BackboneId, weights: ReadonlyMap<string, NamedArray>) {
  const { height, width } = GOLDEN[id];
  const options = { height, width, batchSize: 1, input: 'preprocessed', threads: 1 } as const;
  const runner = await openBackbone({ id, weights }, options);
  const features = await runner.run(hashedPicture(id, height, width).map((value) => value / 255));
  await runner.close();
  return { features, shape: runner.shape.slice(1) };
}

describe.each(BACKBONE_IDS)('%s of Keras Applications', (id) => {
  const golden = GOLDEN[id];

  it('has as many parameters', () => {
    const count = backboneParameters(id)
      .map(({ shape }) => shape.reduce((product, size) => product * size, 1))
      .reduce((sum, size) => sum + size, 0);
    // Keras counts the pictures that EfficientNet's normalisation has seen, and that number is a weight to it.
    expect(count + (id === 'efficientnet-b3' ? 1 : 0)).toBe(golden.parameters);
    expect(PUBLISHED_WEIGHTS[id].parameters).toBe(golden.parameters);
  });

  it('gives the same features, and the same logits on them', async () => {
    const weights = hashed(backboneParameters(id), golden.variance);
    const { features, shape } = await featuresOf(id, weights);
    expect(shape).toEqual(golden.shape);
    expect(sampleError(golden.features, features)).toBeLessThan(LIMIT);

    const map = { shape: [1, ...shape], values: features };
    const top = listParameters((context, input) => {
      BACKBONES[id].top(context, input({ name: 'features', shape: map.shape }));
    });
    const topWeights = hashed(top, golden.variance);
    const classify = (x: Tensor) => [BACKBONES[id].top(weightsContext(topWeights), x)];
    const [logits] = await runCompiled(classify as (...inputs: Tensor[]) => Tensor[], [map]);
    expect(sampleError(golden.logits, Float32Array.from(logits?.values ?? []))).toBeLessThan(LIMIT);
  });
});

it.each(['resnet50', 'efficientnet-b3'] as const)('%s gives them kernel by kernel too', async (id) => {
  const { height, width, variance, features } = GOLDEN[id];
  const weights = hashed(backboneParameters(id), variance);
  const planes = hashedPicture(id, height, width).map((value) => value / 255);
  useWasmBackend();
  await setBackend('wasm');
  await ready();
  const map = tidy(() => {
    const pictures = transpose(tensor4d(planes, [1, 3, height, width]), [0, 2, 3, 1]);
    return backboneFeatures({ id, weights }, 'preprocessed', pictures);
  });
  expect(sampleError(features, await map.data<'float32'>())).toBeLessThan(LIMIT);
  map.dispose();
});

describe('EfficientNet’s published files hold deviations in place of variances', () => {
  const golden = GOLDEN['efficientnet-b3'];

  it('and give the features that Keras’s further scaling gives', async () => {
    const weights = new Map(hashed(backboneParameters('efficientnet-b3'), golden.variance));
    const statistic = (values: readonly number[]) => ({ shape: [3], values: Float32Array.from(values) });
    weights.set('normalization/mean', statistic([0.485, 0.456, 0.406]));
    const stored = statistic([0.229, 0.224, 0.225]);
    weights.set('normalization/variance', { ...stored, values: pixelVariances(stored.values) });
    const { features } = await featuresOf('efficientnet-b3', weights);
    expect(sampleError(golden.published!, features)).toBeLessThan(LIMIT);
  });

  it('and other files are taken at their word', () => {
    const variances = Float32Array.of(0.052, 0.05, 0.051);
    expect(pixelVariances(variances)).toEqual(variances);
  });
});
