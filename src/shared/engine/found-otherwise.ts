import type { DetectionSource } from '../photo/photo';
import type { ModelInfo } from './status';

/**
 * Whether lesions were found by the weights in use, but with another calibration, threshold or working size, so that a
 * new analysis would say something else. Analyses made before identities were kept are told by their threshold.
 */
export function isFoundOtherwise({ model, threshold }: DetectionSource, inUse: ModelInfo): boolean {
  if (model.sha256 !== inUse.sha256) return false;
  return model.identity === undefined ? threshold !== inUse.threshold : model.identity !== inUse.identity;
}
