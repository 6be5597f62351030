import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterEach, expect, it } from 'vitest';
import {
  TrainingLoop,
  type RunOrderedTraining,
  type TrainingPort,
} from '../../../../src/main/engine/training-process/training-loop';
import { MaculeError } from '../../../../src/shared/errors';
import {
  trainingMessageSchema,
  type TrainingConnect,
  type TrainingMessage,
  type TrainingRequest,
} from '../../../../src/shared/engine/training-protocol';
import { doneEvent, epochEvent, startEvent } from '../../../helpers/training-events';

const CONNECT: TrainingConnect = {
  kind: 'train',
  order: { model: 'seed-cnn', dataFolder: '/d', outFolder: '/o', settings: {}, seed: 1, resume: false },
  cacheFolder: '/c',
  pretrainedFolder: '/p',
  threads: 1,
  photoWorker: '/w.js',
  versions: {},
};

const ports: MessagePort[] = [];
afterEach(() => {
  for (const port of ports.splice(0)) port.close();
});

/** Runs a loop over a real port. `heard` is all that main hears but heart-beats, checked by its schema. */
function run(train: RunOrderedTraining) {
  const { port1: main, port2: process } = new MessageChannel();
  ports.push(main, process);
  const heard: TrainingMessage[] = [];
  main.on('message', (message: unknown) => {
    const parsed = trainingMessageSchema.parse(message);
    if (parsed.kind !== 'heartbeat') heard.push(parsed);
  });
  const port: TrainingPort = {
    on: (event, listener) => void process.on(event, (data: unknown) => listener({ data })),
    postMessage: (message) => process.postMessage(message),
    start: () => process.start(),
  };
  const over = new TrainingLoop(port, CONNECT, train).run();
  const ended = expect.poll(() => heard.at(-1)?.kind).toBe('ended');
  return {
    heard,
    say: (request: TrainingRequest) => main.postMessage(request),
    over: over.then(() => ended),
  };
}

it('tells every event in order, then how it ended', async () => {
  const events = [startEvent(), epochEvent(1, 0.5), doneEvent('finished')];
  const { heard, over } = run(async function* () {
    yield* events;
  });
  await over;
  expect(heard.map((message) => (message.kind === 'event' ? message.event : message))).toEqual([
    ...events,
    { kind: 'ended', result: { ok: true, value: null } },
  ]);
});

it('hears that it is to stop even while events come without a pause', async () => {
  const { heard, say, over } = run(async function* (_, { signal }) {
    yield startEvent();
    say({ kind: 'stop' });
    for (let epoch = 1; !signal.aborted; epoch += 1) yield epochEvent(epoch, 0.5);
    yield doneEvent('cancelled');
  });
  await over;
  expect(heard.at(-2)).toMatchObject({ event: { reason: 'cancelled' } });
});

it('passes on failures as failures', async () => {
  const failure = { kind: 'invalid-input', message: 'No photos.', retryable: false } as const;
  const { heard, over } = run(async function* () {
    yield startEvent();
    throw new MaculeError(failure);
  });
  await over;
  expect(heard.at(-1)).toEqual({ kind: 'ended', result: { ok: false, failure } });
});

it('has main try out engines', async () => {
  const task = { kind: 'tensorflow', entry: '/t' } as const;
  const outcomes: unknown[] = [];
  const { heard, say, over } = run(async function* (_, { runProbe }) {
    yield startEvent();
    outcomes.push(await runProbe(task, 1_000));
  });
  await expect.poll(() => heard.at(-1)).toEqual({ kind: 'probe', probe: 1, task, limit: 1_000 });
  say({ kind: 'probe-ended', probe: 1, outcome: { ended: 'timed-out' } });
  await over;
  expect(outcomes).toEqual([{ ended: 'timed-out' }]);
});
