import { MaculeError } from '../../../../shared/errors';
import type { ParameterSpec } from '../../ml/nn/parameter';
import type { Hdf5Dataset, Hdf5File } from './hdf5-file';
import type { KerasLayers } from './keras-layers-of';

/** One weight of a model, and the array in the file that holds its values. */
export interface FoundWeight {
  readonly name: string;
  readonly shape: readonly number[];
  read(): Float32Array;
}

/** What the messages call the model, and what to do when a file does not fit it. */
export interface WantedModel {
  readonly title: string;
  readonly parameters: readonly Pick<ParameterSpec, 'name' | 'shape'>[];
  readonly advice: string;
}

/** Name of the layer a weight belongs to. */
export const layerOf = (parameter: string): string => parameter.slice(0, parameter.lastIndexOf('/'));

/**
 * Finds every weight of a model in a Keras file, layer by layer by name and within a layer by position, as
 * Keras does. Shapes are checked before anything is read. Layers the model does not have are left alone.
 * @throws MaculeError `unsupported-format` naming the missing layer or the weight of another shape.
 */
export function findKerasWeights(
  file: Hdf5File,
  layers: KerasLayers,
  { title, parameters, advice }: WantedModel,
): readonly FoundWeight[] {
  const refuse = (message: string): MaculeError =>
    new MaculeError({ kind: 'unsupported-format', message, file: file.name, advice, retryable: false });
  return [...new Set(parameters.map(({ name }) => layerOf(name)))].flatMap((layer) => {
    const weights = parameters.filter(({ name }) => layerOf(name) === layer);
    const stored = storedUnder(layers, layer);
    if (!stored) throw refuse(`“${file.name}” lacks the layer ${layer} of ${title}.`);
    const arrays = stored.map((path) => file.dataset(path)).filter((array) => !isCounter(array));
    if (arrays.length !== weights.length) {
      throw refuse(
        `In “${file.name}” the layer ${layer} has ${arrays.length} arrays, but ${title} needs ${weights.length}.`,
      );
    }
    return weights.map(({ name, shape }, index) => {
      const array = arrays[index];
      if (!array) throw refuse(`“${file.name}” lacks the array ${stored[index] ?? name}.`);
      if (array.shape.join() !== shape.join()) {
        throw refuse(
          `In “${file.name}” the weight ${name} is ${sides(array.shape)}, but ${title} needs ${sides(shape)}.`,
        );
      }
      return { name, shape, read: () => array.read() };
    });
  });
}

/** Keras numbers unnamed layers by what a session has built before: `normalization`, `normalization_1`. */
function storedUnder(layers: KerasLayers, layer: string): readonly string[] | undefined {
  const exact = layers.get(layer);
  if (exact) return exact;
  const numbered = [...layers.keys()].filter((name) => name.replace(/_\d+$/, '') === layer);
  return numbered.length === 1 ? layers.get(numbered[0] ?? '') : undefined;
}

/** Some layers count what they have seen beside their weights: single numbers, which no network needs. */
const isCounter = (array: Hdf5Dataset | null): boolean => array?.shape.length === 0;

const sides = (shape: readonly number[]): string => shape.join(' × ');
