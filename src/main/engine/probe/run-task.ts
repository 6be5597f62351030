import type { ProbeOutcome, ProbeTask } from '../../../shared/engine/probe';
import { probeTensorflow } from './probe-tensorflow';
import { probeTiles } from './probe-tiles';

/** Runs a task in this process, which the task may take down. */
export async function runTask(task: ProbeTask): Promise<ProbeOutcome> {
  try {
    return { ended: 'answered', value: await run(task) };
  } catch (thrown) {
    return { ended: 'failed', message: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}

function run(task: ProbeTask): Promise<unknown> {
  switch (task.kind) {
    case 'tensorflow':
      return probeTensorflow(task.entry);
    case 'tiles':
      return probeTiles(task);
  }
}
