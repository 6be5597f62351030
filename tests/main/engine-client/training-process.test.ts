import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import {
  TrainingProcess,
  type StartTraining,
  type TrainingEnd,
  type TrainingProcessOptions,
} from '../../../src/main/engine-client/training-process';
import type { TrainingEvent } from '../../../src/shared/training/events';

const SCRIPT = fileURLToPath(new URL('../../helpers/fake-training.mjs', import.meta.url));

/** Starts a real process that behaves as it is told, and collects what main hears of it. */
function start(behaviour: string, options: Partial<TrainingProcessOptions> = {}) {
  let child: ChildProcess | null = null;
  const startTraining: StartTraining = (connect, events) => {
    const forked = fork(SCRIPT, { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    child = forked;
    forked.on('message', (message) => events.onMessage(message));
    forked.once('exit', (code) => events.onExit(code));
    // A message to a process that has just ended can't be delivered; its end is reported by `exit`.
    forked.on('error', () => undefined);
    const send = (message: unknown): void => {
      if (forked.connected) forked.send(message as object);
    };
    send(connect);
    return { send, kill: () => void forked.kill('SIGKILL') };
  };
  const events: TrainingEvent[] = [];
  const ends: TrainingEnd[] = [];
  const lines: string[] = [];
  const running = new TrainingProcess(
    {
      kind: 'train',
      order: {
        model: 'seed-cnn',
        dataFolder: behaviour,
        outFolder: '/o',
        settings: {},
        seed: 1,
        resume: false,
      },
      cacheFolder: '/c',
      pretrainedFolder: '/p',
      threads: 1,
      photoWorker: '/w.js',
      versions: {},
    },
    {
      start: startTraining,
      startProbe: () => ({ outcome: Promise.resolve({ ended: 'timed-out' }), abandon: () => undefined }),
      onEvent: (event) => void events.push(event),
      onEnd: (end) => void ends.push(end),
      log: (line) => void lines.push(line),
      ...options,
    },
  );
  const gone = (): Promise<void> =>
    expect.poll(() => child?.exitCode !== null || child.signalCode !== null, { timeout: 20_000 }).toBe(true);
  const ended = async (): Promise<TrainingEnd | undefined> => {
    await expect.poll(() => ends.length, { timeout: 20_000 }).toBe(1);
    await gone();
    return ends[0];
  };
  return { running, events, ends, lines, ended, gone };
}

const WELL = { how: 'answered', result: { ok: true, value: null } };

it('passes on what the process tells, and ends it when it is done', async () => {
  const { events, ended } = start('well');
  expect(await ended()).toEqual(WELL);
  expect(events.map(({ event }) => event)).toEqual(['start']);
});

it('says that a process ended by itself, and that the run can be resumed', async () => {
  expect(await start('crash').ended()).toMatchObject({
    how: 'died',
    failure: { kind: 'engine-stopped', message: expect.stringContaining('code 7'), retryable: true },
  });
});

it('ends a process that has stopped answering', async () => {
  const { ended } = start('hang', { limits: { every: 100, start: 60_000, running: 1_000 } });
  expect(await ended()).toMatchObject({
    how: 'died',
    failure: { message: expect.stringContaining('answering') },
  });
});

it('asks a process to stop, and kills one that does not', async () => {
  const polite = start('hold');
  await expect.poll(() => polite.events.length).toBe(1);
  polite.running.stop();
  polite.running.stop();
  expect(await polite.ended()).toEqual(WELL);
  expect(polite.events.at(-1)).toMatchObject({ event: 'done', reason: 'cancelled' });
  const stubborn = start('stubborn', { stopMs: 200 });
  await expect.poll(() => stubborn.events.length).toBe(1);
  stubborn.running.stop();
  expect(await stubborn.ended()).toMatchObject({ how: 'died' });
});

it('kills without a word', async () => {
  const { running, ends, gone } = start('hold');
  running.kill();
  await gone();
  expect(ends).toEqual([]);
});

it('logs messages of an unknown form and goes on', async () => {
  const { lines, ended } = start('nonsense');
  expect(await ended()).toEqual(WELL);
  expect(lines).toEqual([expect.stringContaining('unknown form')]);
});

it('tries out engines for the process', async () => {
  const { events, ended } = start('probe');
  expect(await ended()).toEqual(WELL);
  expect(events.at(-1)).toMatchObject({ message: '{"ended":"timed-out"}' });
});

it('gives a process that is to stop its time on a computer that sleeps meanwhile', async () => {
  let tell: (message: unknown) => void = () => undefined;
  const { running, ends } = start('well', {
    stopMs: 240,
    start: (_connect, events) => {
      tell = (message) => events.onMessage(message);
      return { send: () => undefined, kill: () => undefined };
    },
  });
  running.stop();
  // Asleep: no timer runs, and all that fell due are late afterwards.
  const wakeAt = performance.now() + 400;
  while (performance.now() < wakeAt);
  await new Promise((resolve) => setTimeout(resolve, 20));
  tell({ kind: 'ended', result: { ok: true, value: null } });
  expect(ends).toEqual([WELL]);
});
