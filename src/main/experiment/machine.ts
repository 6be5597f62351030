import { arch, cpus, release, totalmem, type as systemType } from 'node:os';
import type { ExperimentReport } from '../../shared/experiment/report';

/** The computer, as far as times depend on it. */
export const describeMachine = (cores: number): ExperimentReport['machine'] => ({
  processor: cpus()[0]?.model.trim() ?? arch(),
  cores,
  memoryGB: totalmem() / 2 ** 30,
  system: `${systemType()} ${release()} ${arch()}`,
});
