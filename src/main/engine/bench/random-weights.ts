import { initialValues, type ParameterSpec } from '../ml/nn/parameter';
import { mixSeed, seededRandom } from '../ml/random';
import { listParameters } from '../training/program';
import type { BenchNetwork } from './bench-networks';

export type Weights = ReadonlyMap<string, { readonly spec: ParameterSpec; readonly values: Float32Array }>;

/** Weights as a network starts with them. */
export function randomWeights(network: BenchNetwork, seed: number): Weights {
  const specs = listParameters((context, input) => {
    network.forward(context, input({ name: 'picture', shape: [1, network.side, network.side, 3] }));
  });
  return new Map(
    specs.map((spec) => [
      spec.name,
      { spec, values: initialValues(spec, seededRandom(mixSeed(seed, spec.name))) },
    ]),
  );
}
