import type { BackboneId } from '../../../shared/backbones/catalogue';
import { BACKBONES } from '../ml/models/backbones';
import type { ParameterSpec } from '../ml/nn/parameter';
import { listParameters } from '../training/program';

/** Any side will do: no weight depends on it, and the smallest picture is listed fastest. */
const SIDE = 32;

/** The weights of a backbone without its classifier: layer by layer, in Keras's order within each layer. */
export const backboneParameters = (id: BackboneId): readonly ParameterSpec[] =>
  listParameters((context, input) => {
    BACKBONES[id].features(context, input({ name: 'picture', shape: [1, SIDE, SIDE, 3], layout: 'image' }));
  });
