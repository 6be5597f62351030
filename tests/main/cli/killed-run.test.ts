import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readSafetensorsFile } from '../../../src/main/engine/io/safetensors-file';
import { trainingEventSchema, type TrainingEvent } from '../../../src/shared/training/events';
import { writeRenderedDataset } from '../../helpers/rendered-dataset';
import { temporaryFolder } from '../../helpers/temporary-folder';

/** The command as users run it: the built file in plain Node. */
const CLI = resolve(import.meta.dirname, '../../../out/main/cli.js');

const folder = temporaryFolder();
const data = join(folder.path, 'data');

beforeAll(() =>
  writeRenderedDataset(data, {
    train: [1, 2, 3, 4, 5, 6],
    valid: [7, 8],
    side: 160,
    counts: (seed) => (seed % 2 === 0 ? { papule: 2 } : { nodule: 1, comedone: 2 }),
  }),
);
afterAll(() => folder.remove());

/** Trains the seed study's network, varied photos from worker threads and dropout included. */
function train(out: string, more: readonly string[]) {
  const settings = ['--side', '32', '--batch-size', '2', '--epochs', '2', '--checkpoint-seconds', '0'];
  const args = ['train', '--model', 'seed-cnn', '--data', data, '--out', out, '--threads', '2', '--json'];
  return spawn(process.execPath, [CLI, ...args, ...settings, ...more], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, XDG_CACHE_HOME: join(folder.path, 'cache') },
  });
}

async function events(
  child: ReturnType<typeof train>,
  onEvent: (event: TrainingEvent) => void = () => undefined,
) {
  const all: TrainingEvent[] = [];
  const ended = once(child, 'exit');
  for await (const line of createInterface({ input: child.stdout })) {
    const event = trainingEventSchema.parse(JSON.parse(line));
    onEvent(event);
    if (event.event !== 'stage') all.push(event);
  }
  return { events: all, exit: (await ended) as readonly unknown[] };
}

const logged = async (run: string): Promise<readonly TrainingEvent[]> =>
  (await readFile(join(run, 'events.jsonl'), 'utf8'))
    .trimEnd()
    .split('\n')
    .map((line) => trainingEventSchema.parse(JSON.parse(line)));

/** What must not depend on how often a run was interrupted. */
const curve = (all: readonly TrainingEvent[]) =>
  all.flatMap((event) => (event.event === 'epoch' ? [{ ...event, seconds: 0 }] : []));

it('a run that is killed twice ends with the very weights, curves and best model of one that is not', async () => {
  const [whole, killed] = [join(folder.path, 'whole'), join(folder.path, 'killed')];
  const uninterrupted = await events(train(whole, []));
  expect(uninterrupted.exit).toEqual([0, null]);
  expect(uninterrupted.events.at(-1)).toMatchObject({ event: 'done', step: 6 });

  // Within the first epoch, and within the second, each time with work done that no checkpoint knows.
  for (const [part, lastStep] of [1, 4].entries()) {
    const child = train(killed, part === 0 ? [] : ['--resume']);
    const { exit } = await events(child, (event) => {
      if (event.event === 'checkpoint' && event.step >= lastStep) child.kill('SIGKILL');
    });
    expect(exit).toEqual([null, 'SIGKILL']);
  }
  const last = await events(train(killed, ['--resume']));
  expect(last.exit).toEqual([0, null]);
  const [start] = last.events;
  expect(start?.event === 'start' && start.resumedAtStep).toBeGreaterThanOrEqual(4);

  const [a, b] = await Promise.all(
    [whole, killed].map((run) => readFile(join(run, 'model/weights.safetensors'))),
  );
  expect(b?.equals(a as Buffer)).toBe(true);
  const [first, second] = await Promise.all(
    [whole, killed].map((run) => readSafetensorsFile(join(run, 'checkpoint.safetensors'))),
  );
  expect(second?.arrays).toEqual(first?.arrays);
  const [expected, actual] = [await logged(whole), await logged(killed)];
  expect(curve(actual)).toEqual(curve(expected));
  const steps = actual.flatMap((event) => (event.event === 'checkpoint' ? [event.step] : []));
  expect(steps).toEqual([...steps].sort((x, y) => x - y));
  // Four processes one after the other, on machines that are busy with other tests.
}, 180_000);

it('a run does not go on with other photos or labels', async () => {
  const out = join(folder.path, 'whole');
  const labels = join(data, 'train/_annotations.txt');
  const lines = (await readFile(labels, 'utf8')).trimEnd().split('\n');
  await writeFile(labels, `${lines.slice(1).join('\n')}\n`);
  const child = train(out, ['--resume', '--epochs', '3']);
  const printed: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) printed.push(line);
  expect(printed.at(-1)).toContain('not those that this run was started with');
  expect(printed.at(-1)).toContain('--start-from');
});
