import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeModelFolder } from '../../../src/main/engine/io/model-folder';
import { MessageLoop, type EnginePort } from '../../../src/main/engine/message-loop';
import { SHIPPED_MODEL } from '../../../src/shared/engine/model-files';
import {
  engineMessageSchema,
  jobResultSchemas,
  type Connect,
  type EngineMessage,
  type EngineRequest,
} from '../../../src/shared/engine/protocol';
import { writePhantom } from '../../helpers/phantom-file';
import { randomModel } from '../../helpers/random-model';

/** Main's end of the port: what it receives is checked against the protocol. */
class MainEnd {
  readonly received: EngineMessage[] = [];
  private readonly waiting: {
    test: (message: EngineMessage) => boolean;
    found: (message: EngineMessage) => void;
  }[] = [];
  private listener: (event: { data: unknown }) => void = () => undefined;

  readonly port: EnginePort = {
    on: (_event, listener) => {
      this.listener = listener;
    },
    postMessage: (message) => {
      const parsed = engineMessageSchema.parse(structuredClone(message));
      this.received.push(parsed);
      for (const { test, found } of this.waiting) if (test(parsed)) found(parsed);
    },
    start: () => undefined,
  };

  send(request: EngineRequest): void {
    this.listener({ data: request });
  }

  next<K extends EngineMessage['kind']>(kind: K, id?: number): Promise<Extract<EngineMessage, { kind: K }>> {
    return new Promise((resolve) => {
      const test = (message: EngineMessage) =>
        message.kind === kind && (id === undefined || ('id' in message && message.id === id));
      this.waiting.push({
        test,
        found: (message) => resolve(message as Extract<EngineMessage, { kind: K }>),
      });
    });
  }
}

const connectTo = (place: string): Connect => ({
  kind: 'connect',
  modelsFolder: place,
  cacheFolder: place,
  threads: 1,
  prefer: null,
  afterCrash: false,
});

let folder: string;
let photo: string;
const main = new MainEnd();
const loop = () => new MessageLoop(main.port, connectTo(folder));
let stop: () => void;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'macule-loop-'));
  photo = (await writePhantom(folder, 'face.png', { width: 700, height: 500, seed: 3 })).file;
  const { description, weights } = randomModel(4);
  await writeModelFolder(join(folder, SHIPPED_MODEL), description, weights);
  const running = loop();
  stop = () => running.stop();
  const ready = main.next('ready');
  void running.run();
  expect((await ready).state).toMatchObject({ ok: true, value: { model: { id: description.id } } });
});
afterAll(async () => {
  stop();
  await rm(folder, { recursive: true, force: true });
});

it('finds lesions on a photo, with progress before the answer', async () => {
  const reply = main.next('reply', 1);
  main.send({ id: 1, job: { kind: 'infer', file: photo, minScore: 0 } });
  const result = jobResultSchemas.infer.parse((await reply).result);
  expect(result).toMatchObject({ ok: true, value: { width: 700, height: 500, model: { id: 'random-4' } } });
  const stages = main.received.flatMap((message) => (message.kind === 'progress' ? [message] : []));
  expect(stages.at(0)).toMatchObject({ id: 1, stage: 'decode' });
  expect(stages.at(-1)).toMatchObject({ id: 1, stage: 'detect' });
  expect(stages.at(-1)?.done).toBe(stages.at(-1)?.total);
});

it('answers a broken photo with a typed failure and goes on', async () => {
  const broken = join(folder, 'broken.jpg');
  await writeFile(broken, Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]));
  const failed = main.next('reply', 2);
  main.send({ id: 2, job: { kind: 'infer', file: broken, minScore: 0 } });
  expect((await failed).result).toMatchObject({
    ok: false,
    failure: { kind: 'unreadable-file', file: 'broken.jpg' },
  });
  const status = main.next('reply', 3);
  main.send({ id: 3, job: { kind: 'status' } });
  expect((await status).result).toMatchObject({ ok: true });
});

it('cancels a job that waits behind another', async () => {
  const [first, second, cancel] = [main.next('reply', 4), main.next('reply', 5), main.next('reply', 6)];
  main.send({ id: 4, job: { kind: 'infer', file: photo, minScore: 0 } });
  main.send({ id: 5, job: { kind: 'infer', file: photo, minScore: 0 } });
  main.send({ id: 6, job: { kind: 'cancel', target: 5 } });
  expect((await cancel).result).toMatchObject({ ok: true });
  expect((await first).result).toMatchObject({ ok: true });
  expect((await second).result).toMatchObject({ ok: false, failure: { kind: 'cancelled' } });
});

it('changes the engine between two photos, tells it, and goes back', async () => {
  const chosen = main.next('reply', 7);
  main.send({ id: 7, job: { kind: 'prefer', engine: 'tfjs-wasm' } });
  expect((await chosen).result).toMatchObject({
    ok: true,
    value: { ladder: { preferred: 'tfjs-wasm', chosen: { infer: 'tfjs-wasm' }, problem: null } },
  });
  const slow = main.next('reply', 8);
  main.send({ id: 8, job: { kind: 'infer', file: photo, minScore: 0 } });
  expect((await slow).result).toMatchObject({ ok: true, value: { engine: { id: 'tfjs-wasm' } } });
  const automatic = main.next('reply', 9);
  main.send({ id: 9, job: { kind: 'prefer', engine: null } });
  await automatic;
  const fast = main.next('reply', 10);
  main.send({ id: 10, job: { kind: 'infer', file: photo, minScore: 0 } });
  expect((await fast).result).toMatchObject({ ok: true, value: { engine: { id: 'onnxruntime-cpu' } } });
});

it('says why an engine cannot be had, and goes on with another', async () => {
  const elsewhere = process.platform === 'darwin' ? 'onnxruntime-directml' : 'onnxruntime-coreml';
  const chosen = main.next('reply', 11);
  main.send({ id: 11, job: { kind: 'prefer', engine: elsewhere } });
  const problem = expect.stringMatching(/another one has taken its place: This build/) as string;
  expect((await chosen).result).toMatchObject({
    ok: true,
    value: { ladder: { preferred: elsewhere, chosen: { infer: 'onnxruntime-cpu' }, problem } },
  });
  const automatic = main.next('reply', 12);
  main.send({ id: 12, job: { kind: 'prefer', engine: null } });
  expect((await automatic).result).toMatchObject({ ok: true, value: { ladder: { problem: null } } });
});

it('says so when its model is damaged', async () => {
  await writeFile(join(folder, SHIPPED_MODEL, 'weights.safetensors'), 'cut');
  const other = new MainEnd();
  const ready = other.next('ready');
  const running = new MessageLoop(other.port, connectTo(folder));
  void running.run();
  expect((await ready).state).toMatchObject({ ok: false, failure: { kind: 'model-unavailable' } });
  running.stop();
});

it('says how far backbones are, and why a file is none', async () => {
  const answered = main.next('reply', 301);
  main.send({ id: 301, job: { kind: 'backbones' } });
  expect(jobResultSchemas.backbones.parse((await answered).result)).toEqual({
    ok: true,
    value: {
      vgg19: { state: 'absent' },
      resnet50: { state: 'absent' },
      'efficientnet-b3': { state: 'absent' },
    },
  });
  const refused = main.next('reply', 302);
  main.send({ id: 302, job: { kind: 'import-backbone', file: photo } });
  expect(jobResultSchemas['import-backbone'].parse((await refused).result)).toMatchObject({
    ok: false,
    failure: { kind: 'unsupported-format', message: expect.stringMatching(/is not an HDF5 file/) as string },
  });
});
