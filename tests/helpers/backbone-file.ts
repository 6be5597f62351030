import { File, ready, type Group } from 'h5wasm/node';
import { backboneParameters } from '../../src/main/engine/backbones/backbone-parameters';
import { layerOf } from '../../src/main/engine/io/keras/find-keras-weights';
import type { BackboneId } from '../../src/shared/backbones/catalogue';
import { hashedWeight } from './hashed-weights';

/** Writes a backbone's whole weights, made by hash, in the layout of the published files. */
export async function writeBackboneFile(file: string, id: BackboneId, variance: number): Promise<void> {
  await ready;
  const target = new File(file, 'w');
  const specs = backboneParameters(id);
  const layers = [...new Set(specs.map(({ name }) => layerOf(name)))];
  target.create_attribute('layer_names', layers);
  for (const layer of layers) {
    const group: Group = target.create_group(layer);
    const weights = specs.filter(({ name }) => layerOf(name) === layer);
    const names = weights.map(({ name }) => `${name.slice(layer.length + 1)}:0`);
    group.create_attribute('weight_names', names);
    weights.forEach((spec, index) =>
      group.create_dataset({
        name: names[index]!,
        data: hashedWeight(spec, variance),
        shape: [...spec.shape],
      }),
    );
  }
  target.close();
}
