import type { Connect } from '../../shared/engine/protocol';
import type { StartEngine } from './engine-process';
import { startUtility } from './utility-process';

/**
 * Runs the engine as an Electron utility process.
 * @param script path of the built engine.
 * @param log receives the engine's last words where it ended by itself.
 */
export const utilityEngine = (script: string, log: (line: string) => void): StartEngine =>
  startUtility<Connect>({ script, name: 'Macule engine', log });
