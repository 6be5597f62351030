import { MaculeError } from '../../../shared/errors';
import type { NamedArray } from './safetensors';

/**
 * Mean of the weights of networks of one shape that were trained on from the same ones: such networks lie in one basin,
 * and their mean is often better than each (Wortsman et al., “Model soups”, ICML 2022).
 * @param networks at least one.
 * @throws MaculeError `invalid-input` where names or shapes differ.
 */
export function averageWeights(
  networks: readonly ReadonlyMap<string, NamedArray>[],
): ReadonlyMap<string, NamedArray> {
  const [first = new Map<string, NamedArray>()] = networks;
  for (const network of networks) if (!isLike(network, first)) throw ofDifferentShape();
  return new Map(
    [...first].map(([name, { shape, values }]) => {
      const all = networks.map((network) => network.get(name)?.values ?? values);
      const mean = values.map((_, index) => sum(all.map((one) => one[index] ?? 0)) / all.length);
      return [name, { shape, values: mean }];
    }),
  );
}

const isLike = (a: ReadonlyMap<string, NamedArray>, b: ReadonlyMap<string, NamedArray>): boolean =>
  a.size === b.size && [...a].every(([name, { shape }]) => b.get(name)?.shape.join() === shape.join());

// In double precision: only the mean is rounded.
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const ofDifferentShape = (): MaculeError =>
  new MaculeError({
    kind: 'invalid-input',
    message: 'Networks of different shapes have no mean.',
    advice: 'Average only models that were trained on from the same one.',
    retryable: false,
  });
