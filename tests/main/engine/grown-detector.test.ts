import type { Tensor } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { detectorForward } from '../../../src/main/engine/detector/forward';
import type { PretrainedShape } from '../../../src/main/engine/ml/models/lesion-detector';
import { runEager } from '../../helpers/compiled-parity';
import { example } from '../../helpers/parity-inputs';
import { randomModel } from '../../helpers/random-model';

const SMALL: PretrainedShape = { backbone: 'efficientnet-lite0', merged: 8, refinements: 1 };
const GROWN: PretrainedShape = { ...SMALL, refinements: 3, fineRefinements: 2 };

it('a detector that is given more blocks begins where it was', async () => {
  const before = randomModel(3, SMALL);
  const grown = randomModel(4, GROWN);
  const weights = new Map([...grown.weights, ...before.weights]);
  expect(weights.size).toBeGreaterThan(before.weights.size);
  const photo = example([1, 64, 64, 3], 5, 0, 1);
  const answer = async (model: typeof before): Promise<readonly number[]> => {
    const [maps] = await runEager((x: Tensor) => [detectorForward(model, x)], [photo]);
    return [...(maps?.values ?? [])];
  };
  const [was, is] = [await answer(before), await answer({ ...grown, weights })];
  expect(was.some((value) => value !== was[0])).toBe(true);
  expect(is).toEqual(was);
  const learned = new Map(weights);
  for (const [name, { shape, values }] of grown.weights)
    if (/refine0\/block0\/second\/filter/.test(name))
      learned.set(name, { shape, values: values.map((_, index) => 0.1 * Math.sin(index)) });
  expect(await answer({ ...grown, weights: learned })).not.toEqual(was);
});
