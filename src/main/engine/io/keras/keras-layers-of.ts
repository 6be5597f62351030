import type { Hdf5File } from './hdf5-file';

/** Paths of the arrays of each layer, by the layer's name, in the order in which Keras keeps them. */
export type KerasLayers = ReadonlyMap<string, readonly string[]>;

/**
 * The layers in a weights file of Keras; null where the file is something else. Three layouts are about: the
 * legacy one of the published files (names in attributes), the same inside a whole saved model
 * (`model_weights`), and that of Keras 3 (`layers/…/vars/0`, the layer's name an attribute).
 */
export function kerasLayersOf(file: Hdf5File): KerasLayers | null {
  return legacyLayers(file, '') ?? legacyLayers(file, 'model_weights') ?? currentLayers(file);
}

const join = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join('/');

function legacyLayers(file: Hdf5File, root: string): KerasLayers | null {
  const layers = longList(file, root, 'layer_names');
  if (!layers) return null;
  return new Map(
    layers.map((layer) => {
      const group = join(root, layer);
      const weights = longList(file, group, 'weight_names') ?? [];
      return [layer, weights.map((weight) => join(group, weight))];
    }),
  );
}

/** A list of names; Keras cuts lists beyond HDF5's limit of 64 KB into `name0`, `name1` and so on. */
function longList(file: Hdf5File, object: string, name: string): readonly string[] | null {
  const whole = file.texts(object, name);
  if (whole) return whole;
  const parts: string[] = [];
  for (let index = 0; ; index += 1) {
    const part = file.texts(object, `${name}${index}`);
    if (!part) return index === 0 ? null : parts;
    parts.push(...part);
  }
}

function currentLayers(file: Hdf5File): KerasLayers | null {
  const groups = file.children('layers');
  if (groups.length === 0) return null;
  return new Map(
    groups.map((group) => {
      const variables = join('layers', group, 'vars');
      const [name = group] = file.texts(variables, 'name') ?? [];
      const order = [...file.children(variables)].sort((a, b) => Number(a) - Number(b));
      return [name, order.map((weight) => join(variables, weight))];
    }),
  );
}
