import { adam, ADAM_SETTINGS, type AdamSettings } from './adam';
import type { Optimizer } from './optimizer';
import { rmsprop, RMSPROP_SETTINGS, type RmspropSettings } from './rmsprop';
import { sgd, SGD_SETTINGS, type SgdSettings } from './sgd';

/** An optimiser as a recipe names it; what is left out has its default. */
export type OptimizerChoice =
  | ({ readonly kind: 'adam' } & Partial<AdamSettings>)
  | ({ readonly kind: 'rmsprop' } & Partial<RmspropSettings>)
  | ({ readonly kind: 'sgd' } & Partial<SgdSettings>);

export function createOptimizer(choice: OptimizerChoice): Optimizer {
  switch (choice.kind) {
    case 'adam':
      return adam({ ...ADAM_SETTINGS, ...choice });
    case 'rmsprop':
      return rmsprop({ ...RMSPROP_SETTINGS, ...choice });
    case 'sgd':
      return sgd({ ...SGD_SETTINGS, ...choice });
  }
}
