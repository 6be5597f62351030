import type { OptimizerChoice } from '../ml/training/create-optimizer';

/** How a step turns gradients into new weights. */
export interface UpdateSettings {
  readonly optimizer: OptimizerChoice;
  /** Largest joint norm of the gradients; null leaves them as they are. */
  readonly normLimit: number | null;
  /** Whether a moving average of the weights is kept and shipped in their place. */
  readonly averaging: boolean;
}

/** Settings by choice; what is left out is as the shipped detector was trained. */
export type UpdateChoice = Partial<UpdateSettings>;

export const UPDATE_SETTINGS: UpdateSettings = {
  optimizer: { kind: 'adam' },
  normLimit: null,
  averaging: true,
};

export const updateSettings = (choice: UpdateChoice): UpdateSettings => ({ ...UPDATE_SETTINGS, ...choice });
