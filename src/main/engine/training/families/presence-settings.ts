import { SEED_SIDE } from '../../ml/models/seed-cnn';
import type { RunSettings } from '../training-task';

/** What all classifiers of presence are trained with unless asked otherwise: docs/experiments.md. */
export const PRESENCE_SETTINGS = {
  epochs: 20,
  side: SEED_SIDE,
  schedule: 'constant',
  normLimit: 0,
  earlyStopping: { metric: 'loss', patience: 5 },
  classWeights: false,
} as const satisfies Partial<RunSettings>;
