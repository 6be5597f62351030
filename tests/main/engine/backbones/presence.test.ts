import { mkdirSync, readdirSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backboneParameters } from '../../../../src/main/engine/backbones/backbone-parameters';
import { FeatureCache, featureFolder } from '../../../../src/main/engine/backbones/feature-cache';
import { openBackbone } from '../../../../src/main/engine/backbones/open-backbone';
import {
  frozenBackboneClassifier,
  headClassifier,
  seedCnnClassifier,
} from '../../../../src/main/engine/backbones/presence-classifiers';
import type { NamedArray } from '../../../../src/main/engine/io/safetensors';
import { seedCnn } from '../../../../src/main/engine/ml/models/seed-cnn';
import { copyDropped } from '../../../../src/main/engine/ml/nn/dropout';
import { initialValues } from '../../../../src/main/engine/ml/nn/parameter';
import { seededRandom } from '../../../../src/main/engine/ml/random';
import type { CompiledFunction } from '../../../../src/main/engine/runtime/compiled-function';
import { TrainingSession } from '../../../../src/main/engine/runtime/training-session';
import { presenceHeadProgram } from '../../../../src/main/engine/training/presence-programs';
import { listParameters } from '../../../../src/main/engine/training/program';
import { recordTrainingStep } from '../../../../src/main/engine/training/record-step';
import type { BackboneId } from '../../../../src/shared/backbones/catalogue';
import { MaculeError } from '../../../../src/shared/errors';
import { runCompiled } from '../../../helpers/compiled-parity';
import { hashedPicture, hashedWeight } from '../../../helpers/hashed-weights';
import { temporaryFolder } from '../../../helpers/temporary-folder';
import { BACKBONES } from '../../../../src/main/engine/ml/models/backbones';
import { presenceHead } from '../../../../src/main/engine/ml/models/presence-head';
import { weightsContext } from '../../../../src/main/engine/backbones/weights-context';

const ID = 'efficientnet-b3';
const SIZE = { height: 64, width: 64, input: 'preprocessed' } as const;
const TYPES = 4;

const folder = temporaryFolder();
const backbone = {
  id: ID as BackboneId,
  md5: 'a'.repeat(32),
  weights: new Map(
    backboneParameters(ID).map((spec): [string, NamedArray] => [
      spec.name,
      { shape: spec.shape, values: hashedWeight(spec, 0.55) },
    ]),
  ),
};
const picture = (name: string) => hashedPicture(name, SIZE.height, SIZE.width).map((value) => value / 255);

let compiled: CompiledFunction;
beforeAll(async () => {
  compiled = await openBackbone(backbone, { ...SIZE, batchSize: 1, threads: 1 });
});
afterAll(async () => {
  await compiled.close();
  await folder.remove();
});

describe('features of a frozen backbone', () => {
  const origin = { backbone, ...SIZE };
  it('are computed once and then read, bit by bit the same', async () => {
    const cache = new FeatureCache(join(folder.path, 'once'), compiled);
    const first = await cache.features('face-1', () => Promise.resolve(picture('one')));
    expect(first.length).toBe(cache.size);
    expect(cache.bytesFor(3)).toBe(3 * 4 * 2 * 2 * 1536);
    const never = () => Promise.reject(new Error('the picture was read again'));
    expect(await cache.features('face-1', never)).toEqual(first);
    const other = await cache.features('face-2', () => Promise.resolve(picture('two')));
    expect(other).not.toEqual(first);
    expect(await cache.features('face-1', never)).toEqual(first);
  });
  it('are computed again where a file is damaged', async () => {
    const place = join(folder.path, 'damaged');
    const cache = new FeatureCache(place, compiled);
    const first = await cache.features('face', () => Promise.resolve(picture('one')));
    truncateSync(join(place, 'face.f32'), 100);
    expect(await cache.features('face', () => Promise.resolve(picture('one')))).toEqual(first);
    expect(readFileSync(join(place, 'face.f32')).length).toBe(cache.bytesFor(1));
    expect(readdirSync(place)).toEqual(['face.f32']);
  });
  it('have a folder of their own for each backbone, size and preparation', () => {
    const folders = [
      origin,
      { ...origin, backbone: { id: ID, md5: 'b'.repeat(32) } as const },
      { ...origin, backbone: { ...backbone, id: 'resnet50' } as const },
      { ...origin, height: 96 },
      { ...origin, input: 'unit' } as const,
    ].map((each) => featureFolder(folder.path, each));
    expect(new Set(folders).size).toBe(folders.length);
  });
  it('say where they cannot be kept', async () => {
    const place = join(folder.path, 'taken');
    mkdirSync(join(place, 'face.f32'), { recursive: true });
    const work = new FeatureCache(place, compiled).features('face', () => Promise.resolve(picture('one')));
    await expect(work).rejects.toBeInstanceOf(MaculeError);
  });
  it('take no key that leads out of their folder', async () => {
    const cache = new FeatureCache(join(folder.path, 'keys'), compiled);
    await expect(cache.features('../x', () => Promise.resolve(picture('one')))).rejects.toThrow(RangeError);
  });
  it('of pictures as they are in 0–1 are others', async () => {
    const raw = await openBackbone(backbone, { ...SIZE, input: 'unit', batchSize: 1, threads: 1 });
    const [asIs, prepared] = [await raw.run(picture('one')), await compiled.run(picture('one'))];
    expect(asIs).not.toEqual(prepared);
    // EfficientNet scales pixels itself: 255 times smaller ones are all but black to it.
    const small = await compiled.run(picture('one').map((value) => value / 255));
    asIs.forEach((value, index) => expect(value).toBeCloseTo(small[index]!, 4));
    await raw.close();
  });
});

it('the head flattens as Keras does: rows, then columns, then channels', async () => {
  const shape = [1, 2, 3, 5];
  const count = 30;
  const features = Float32Array.from({ length: count }, (_, index) => Math.sin(index));
  const weights = Float32Array.from({ length: count * TYPES }, (_, index) => Math.cos(index * 0.3));
  const head = new Map<string, NamedArray>([
    ['presence/weights', { shape: [count, TYPES], values: weights }],
    ['presence/bias', { shape: [TYPES], values: Float32Array.of(0, 1, 2, 3) }],
  ]);
  const [output] = await runCompiled(
    (x) => [presenceHead(weightsContext(head), x)],
    [{ shape, values: features }],
  );
  output?.values.forEach((logit, type) => {
    const expected = features.reduce(
      (sum, value, index) => sum + value * weights[index * TYPES + type]!,
      type,
    );
    expect(logit).toBeCloseTo(expected, 5);
  });
});

it('a head learns presence on cached features, and gives the same on pictures', async () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  const labels = names.map((_, index) => [0, 1, 2, 3].map((type) => ((index + 1) >> type) & 1));
  const cache = new FeatureCache(join(folder.path, 'train'), compiled);
  const features = [];
  for (const name of names) features.push(await cache.features(name, () => Promise.resolve(picture(name))));

  const step = recordTrainingStep(presenceHeadProgram(names.length, cache.size), { normLimit: 10 });
  const training = await TrainingSession.open(step, { threads: 1, seed: 1 });
  const random = seededRandom(8);
  training.batchArray('labels').set(labels.flat());
  const losses: number[] = [];
  for (let count = 0; count < 200; count += 1) {
    const batch = training.batchArray('features');
    features.forEach((values, index) => {
      const place = batch.subarray(index * cache.size, (index + 1) * cache.size);
      copyDropped(values, place, 0.1, random);
    });
    losses.push((await training.run(2e-3))['total']!);
  }
  const mean = (part: readonly number[]) => part.reduce((sum, loss) => sum + loss, 0) / part.length;
  expect(mean(losses.slice(-20))).toBeLessThan(mean(losses.slice(0, 20)) / 3);

  const head = training.weights();
  await training.close();
  const onFeatures = await headClassifier(head, { features: cache.size, batchSize: 1, threads: 1 });
  const onPictures = await frozenBackboneClassifier(backbone, head, { ...SIZE, batchSize: 1, threads: 1 });
  for (const [index, name] of names.entries()) {
    const cached = (await onFeatures.run(features[index]!)).slice();
    expect([...cached].map((p) => Number(p > 0.5))).toEqual(labels[index]);
    const direct = await onPictures.run(picture(name));
    cached.forEach((p, type) => expect(direct[type]).toBeCloseTo(p, 4));
  }
  await onFeatures.close();
  await onPictures.close();
});

it('the seed study’s own network gives four probabilities a picture', async () => {
  const side = 32;
  const specs = listParameters((context, input) => {
    seedCnn(context, input({ name: 'x', shape: [1, side, side, 3], layout: 'image' }), null);
  });
  const weights = new Map(
    specs.map((spec) => [spec.name, { shape: spec.shape, values: initialValues(spec, seededRandom(3)) }]),
  );
  const classifier = await seedCnnClassifier(weights, { side, batchSize: 2, threads: 1 });
  const planes = new Float32Array(2 * 3 * side * side).map((_, index) => (index % 7) / 7);
  const probabilities = await classifier.run(planes);
  expect(classifier.shape).toEqual([2, TYPES]);
  expect([...probabilities].every((p) => p > 0 && p < 1)).toBe(true);
  await expect(classifier.run(planes.subarray(1))).rejects.toThrow(/6143 values given, 6144 needed/);
  await classifier.close();
});

describe('sizes at 416 px, as docs/experiments.md has them', () => {
  const count = (forward: Parameters<typeof listParameters>[0]) =>
    listParameters(forward)
      .map(({ shape }) => shape.reduce((product, size) => product * size, 1))
      .reduce((sum, size) => sum + size, 0);
  const pictures = { name: 'x', shape: [1, 416, 416, 3], layout: 'image' } as const;

  it('the seed study’s own network', () => {
    expect(count((context, input) => void seedCnn(context, input(pictures), null))).toBe(22_225_572);
  });
  it.each([
    ['vgg19', 20_024_384, 346_116],
    ['resnet50', 23_587_712, 1_384_452],
    ['efficientnet-b3', 10_783_534, 1_038_340],
  ] as const)('%s and its head', (id, frozen, head) => {
    const both = count((context, input) => {
      presenceHead(context, BACKBONES[id].features(context, input(pictures)));
    });
    expect(both).toBe(frozen + head);
  });
});
