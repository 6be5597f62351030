import type { Tensor } from '@tensorflow/tfjs-core';
import type { ParameterSpec } from './parameter';

/**
 * What a model's forward pass is given: its parameters by name, and a place for the new values of running
 * statistics. The same model code trains, infers, and lists its parameters, each with another context.
 */
export interface ForwardContext {
  readonly training: boolean;
  parameter(spec: ParameterSpec): Tensor;
  /** Called in training with the next value of a statistic. */
  updateStatistic(name: string, value: Tensor): void;
}
