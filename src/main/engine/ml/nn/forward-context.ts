import type { Tensor } from '@tensorflow/tfjs-core';
import type { ParameterSpec } from './parameter';

/**
 * What a model's forward pass is given: its parameters by name, and a place for the statistics of a
 * batch. The same model code trains, infers, and lists its parameters, each with another context.
 */
export interface ForwardContext {
  readonly training: boolean;
  /** Whether training normalises by the stored statistics everywhere, not by those of the batch, and keeps them. */
  readonly keepsStatistics?: boolean;
  parameter(spec: ParameterSpec): Tensor;
  /** Called in training with a statistic of the batch, which the running one of that name is to follow. */
  updateStatistic(name: string, value: Tensor): void;
}
