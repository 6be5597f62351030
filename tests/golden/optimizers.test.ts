import '@tensorflow/tfjs-backend-cpu';
import { readFileSync } from 'node:fs';
import { scalar, setBackend, tensor, tidy, zerosLike, type Tensor } from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { createOptimizer, type OptimizerChoice } from '../../src/main/engine/ml/training/create-optimizer';
import type { OptimizerState } from '../../src/main/engine/ml/training/optimizer';

interface Golden {
  readonly learningRate: number;
  readonly start: readonly number[];
  readonly gradients: readonly (readonly number[])[];
  readonly cases: readonly {
    readonly name: string;
    readonly choice: OptimizerChoice;
    readonly values: readonly (readonly number[])[];
  }[];
}

const golden = JSON.parse(readFileSync(new URL('optimizers.json', import.meta.url), 'utf8')) as Golden;

beforeAll(() => setBackend('cpu'));

it.each(golden.cases)('$name agrees with Keras over five steps', ({ choice, values }) => {
  const optimizer = createOptimizer(choice);
  const steps = tidy(() => {
    const start: Tensor = tensor([...golden.start]);
    let state: OptimizerState = {
      value: start,
      slots: Object.fromEntries(optimizer.slots.map((slot) => [slot, zerosLike(start)])),
    };
    return golden.gradients.map((gradient, index) => {
      const rates = Object.entries(optimizer.ratesAt(index + 1, golden.learningRate));
      const scalars = Object.fromEntries(rates.map(([name, rate]) => [name, scalar(rate)]));
      expect(Object.keys(scalars)).toEqual(optimizer.rates);
      state = optimizer.update(state, tensor([...gradient]), scalars, true);
      expect(Object.keys(state.slots)).toEqual(optimizer.slots);
      return Array.from(state.value.dataSync());
    });
  });
  steps.forEach((step, index) =>
    step.forEach((value, element) => expect(value).toBeCloseTo(values[index]![element]!, 5)),
  );
});
