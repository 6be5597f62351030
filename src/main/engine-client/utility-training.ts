import type { TrainingConnect } from '../../shared/engine/training-protocol';
import type { StartTraining } from './training-process';
import { startUtility } from './utility-process';

/**
 * Runs each training run as an Electron utility process of its own, which gives itself a low priority.
 * @param script path of the built training process.
 * @param log receives its last words where it ended by itself.
 */
export const utilityTraining = (script: string, log: (line: string) => void): StartTraining =>
  startUtility<TrainingConnect>({ script, name: 'Macule training', log });
