import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { trainingMessageSchema, type TrainingConnect } from '../../src/shared/engine/training-protocol';
import type { Result } from '../../src/shared/ipc/result';
import type { TrainingEvent } from '../../src/shared/training/events';

export const BUILT = resolve(import.meta.dirname, '../../out/main');
const CHILD = resolve(import.meta.dirname, 'training-child.mjs');

export interface TrainingProcessOptions {
  /** The process kills itself as soon as it has told an event with these properties. */
  readonly killedAt?: Readonly<Record<string, unknown>>;
  /** As soon as it has told such an event, the system gives it next to no more memory (Linux). */
  readonly starvedAt?: Readonly<Record<string, unknown>>;
  /** It is killed after so many milliseconds, whatever it does. */
  readonly killedAfter?: number;
  /** Program and its first arguments that the process is started by: what limits it. */
  readonly by?: readonly string[];
}

export interface TrainingProcessOutcome {
  readonly events: readonly TrainingEvent[];
  /** Null for a process that was killed. */
  readonly result: Result<null> | null;
  /** From its start to its end. */
  readonly milliseconds: number;
}

/** Starts a process with less than it needs. @param limit of `ulimit`, such as `-f 512`. */
export const limitedBy = (limit: string): readonly string[] => [
  ...['bash', '-c', `ulimit ${limit}; exec "$@"`, 'bash'],
];

/** Runs the built training process until it ends or is killed. */
export async function runTrainingProcess(
  connect: TrainingConnect,
  { killedAt, starvedAt, killedAfter, by = [] }: TrainingProcessOptions,
): Promise<TrainingProcessOutcome> {
  const fate = JSON.stringify({ killedAt, starvedAt });
  const command = [process.execPath, CHILD, join(BUILT, 'training.js'), JSON.stringify(connect), fate];
  const [program = '', ...args] = [...by, ...command];
  const started = performance.now();
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const exit = once(child, 'exit');
  const timer = killedAfter === undefined ? null : setTimeout(() => child.kill('SIGKILL'), killedAfter);
  const events: TrainingEvent[] = [];
  let result: Result<null> | null = null;
  for await (const line of createInterface({ input: child.stdout })) {
    const message = trainingMessageSchema.parse(JSON.parse(line));
    if (message.kind === 'ended') result = message.result;
    if (message.kind === 'event') events.push(message.event);
  }
  await exit;
  if (timer) clearTimeout(timer);
  return { events, result, milliseconds: performance.now() - started };
}
