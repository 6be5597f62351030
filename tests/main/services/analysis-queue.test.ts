import { beforeEach, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../../src/main/data/database';
import { openPhotoStore } from '../../../src/main/data/photo-store';
import { findLesionMap } from '../../../src/main/data/repositories/analyses';
import { addPending, countAttempt, listPending } from '../../../src/main/data/repositories/pending-analyses';
import type { InferOptions } from '../../../src/main/engine-client/engine-client';
import { AnalysisQueue } from '../../../src/main/services/analysis-queue';
import { describePhoto } from '../../../src/main/services/photo-summaries';
import { MaculeError, type FailureKind } from '../../../src/shared/errors';
import type { Inference } from '../../../src/shared/engine/protocol';
import type { EngineStatus } from '../../../src/shared/engine/status';
import type { AnalysisState } from '../../../src/shared/photo/photo';
import { newFileKeys } from '../../helpers/library-keys';
import { onDrive, type Drive } from '../../helpers/failing-drive';
import { addPhoto, countingIds, memoryDatabase, photoIdOf } from '../../helpers/memory-database';
import { withFolder } from '../../helpers/pictures';

const ready = (sha256 = 'abc'): EngineStatus => ({
  process: 'ready',
  ladder: {
    engines: [],
    chosen: { infer: 'onnxruntime-cpu', train: 'onnxruntime-cpu' },
    preferred: null,
    problem: null,
  },
  model: { id: 'starter', sha256, identity: 'i', title: 'Starter', threshold: 0.4 },
});

const inference = (sha256 = 'abc'): Inference => ({
  model: { id: 'starter', sha256, identity: 'i' },
  engine: { id: 'onnxruntime-cpu', device: 'a processor' },
  threshold: 0.4,
  width: 1600,
  height: 1200,
  ms: { decode: 1, infer: 2, total: 3 },
  scale: { by: 'face', enlargement: 1 },
  lesions: [0.9, 0.1].map((score) => ({
    type: 'papule',
    score,
    typeScores: { comedone: 0, nodule: 0, papule: 1, pustule: 0 },
    box: { x: 0.1, y: 0.1, width: 0.1, height: 0.1 },
  })),
});

/** One call of the engine, answered by the test. */
interface Call {
  readonly file: string;
  readonly options: InferOptions;
  readonly answer: (found: Inference) => void;
  readonly fail: (kind: FailureKind) => void;
}

let database: OpenDatabase;
let drive: Drive;
let calls: Call[];
let log: string[];
let clock: number;
let settled: () => void;
/** Told every change after the log. */
let onChange: (state: AnalysisState) => void;

const describeState = (state: AnalysisState): string =>
  state.state === 'running' ? `running ${state.fraction} ${state.secondsLeft}` : state.state;

async function createQueue(): Promise<AnalysisQueue> {
  const store = await withFolder((folder) => openPhotoStore(folder, newFileKeys()));
  return new AnalysisQueue({
    database,
    store,
    newId: countingIds(),
    now: () => new Date(clock),
    appVersion: '0.1.0',
    log: (line) => log.push(line),
    infer: (file, options) =>
      new Promise((answer, reject) => {
        const fail = (kind: FailureKind): void =>
          reject(new MaculeError({ kind, message: kind, retryable: kind === 'engine-stopped' }));
        options.signal?.addEventListener('abort', () => fail('cancelled'));
        calls.push({ file, options, answer, fail });
      }),
    onChange: (photoId, state) => {
      log.push(`${photoId.slice(-1)} ${describeState(state)}`);
      settled();
      onChange(state);
    },
  });
}

/** Resolves once the log has a line. */
const until = (line: string): Promise<void> =>
  new Promise((resolve) => {
    settled = () => {
      if (log.includes(line)) resolve();
    };
    settled();
  });

/** Lets every promise that is due run. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const call = (index: number): Call => {
  const found = calls[index];
  if (!found) throw new Error(`The engine was not asked ${index + 1} times.`);
  return found;
};

beforeEach(() => {
  drive = { fails: null };
  database = onDrive(memoryDatabase(), drive);
  calls = [];
  log = [];
  clock = 1_000_000;
  settled = () => undefined;
  onChange = () => undefined;
  for (const number of [1, 2, 3]) addPhoto(database, number);
});

describe('AnalysisQueue', () => {
  it('analyses one photo at a time, in order, and stores the lesions with their source', async () => {
    const queue = await createQueue();
    queue.engineChanged(ready());
    queue.run(photoIdOf(1));
    queue.run(photoIdOf(2));
    queue.run(photoIdOf(1));
    expect(calls).toHaveLength(1);
    expect(call(0).file).toContain(photoIdOf(1));
    call(0).answer(inference());
    await until('2 running 0 null');
    expect(calls).toHaveLength(2);
    call(1).answer(inference());
    await until('2 done');
    expect(log).toEqual(['1 queued', '1 running 0 null', '2 queued', '1 done', '2 running 0 null', '2 done']);
    expect(findLesionMap(database, photoIdOf(1))).toMatchObject({
      source: {
        model: { id: 'starter', sha256: 'abc', identity: 'i' },
        ...{ threshold: 0.4, appVersion: '0.1.0', scale: { by: 'face', enlargement: 1 } },
      },
      floor: 0.05,
      lesions: [{ score: 0.9 }, { score: 0.1 }],
    });
    expect(listPending(database)).toEqual([]);
  });

  it('says how far it is and how long it takes', async () => {
    const queue = await createQueue();
    queue.engineChanged(ready());
    queue.run(photoIdOf(1));
    const { onProgress } = call(0).options;
    onProgress?.({ stage: 'decode', done: 1, total: 1 });
    onProgress?.({ stage: 'detect', done: 0, total: 10 });
    clock += 4_000;
    onProgress?.({ stage: 'detect', done: 4, total: 10 });
    expect(log.slice(-3)).toEqual(['1 running 0 null', '1 running 0 null', '1 running 0.4 6']);
  });

  it('lets photos wait while the engine starts, and fail while it is down', async () => {
    const queue = await createQueue();
    queue.run(photoIdOf(1));
    expect([calls.length, log]).toEqual([0, ['1 queued']]);
    queue.engineChanged({ process: 'stopped', reason: 'It crashed.' });
    expect(queue.courseOf(photoIdOf(1))).toMatchObject({
      state: 'failed',
      failure: { kind: 'engine-stopped', retryable: true },
    });
    queue.engineChanged(ready());
    call(0).answer(inference());
    await until('1 done');
  });

  it('tries again after a crash of the engine, once', async () => {
    const queue = await createQueue();
    queue.engineChanged(ready());
    queue.run(photoIdOf(1));
    call(0).fail('engine-stopped');
    queue.engineChanged({ process: 'restarting', reason: 'It crashed.' });
    await settle();
    queue.engineChanged(ready());
    await settle();
    call(1).fail('engine-stopped');
    queue.engineChanged({ process: 'restarting', reason: 'It crashed.' });
    await settle();
    queue.engineChanged(ready());
    await settle();
    expect(calls).toHaveLength(2);
    expect(queue.courseOf(photoIdOf(1))?.state).toBe('failed');
    queue.run(photoIdOf(1));
    expect(calls).toHaveLength(3);
  });

  it('takes up what an earlier session left, but not what interrupted it twice', async () => {
    const first = await createQueue();
    first.engineChanged(ready());
    first.run(photoIdOf(1));
    first.run(photoIdOf(2));
    first.close();
    expect(listPending(database).map(({ attempts }) => attempts)).toEqual([0, 0]);
    database.run('UPDATE pending_analyses SET attempts = 2 WHERE photo_id = :id', { id: photoIdOf(1) });
    const second = await createQueue();
    second.engineChanged(ready());
    second.resume();
    expect(second.courseOf(photoIdOf(1))).toMatchObject({
      state: 'failed',
      failure: { kind: 'engine-failed' },
    });
    expect(second.courseOf(photoIdOf(2))?.state).toBe('running');
  });

  it('takes up only what was never begun, where a person chose that', async () => {
    for (const number of [1, 2]) addPending(database, photoIdOf(number));
    countAttempt(database, photoIdOf(1));
    const queue = await createQueue();
    queue.engineChanged(ready());
    queue.resume('untried');
    expect(queue.courseOf(photoIdOf(1))?.state).toBe('failed');
    expect(queue.courseOf(photoIdOf(2))?.state).toBe('running');
  });

  it('analyses an opened photo whose analysis is missing or by another model', async () => {
    const queue = await createQueue();
    queue.ensureCurrent(photoIdOf(1));
    queue.engineChanged(ready());
    call(0).answer(inference());
    await until('1 done');
    queue.ensureCurrent(photoIdOf(1));
    expect(calls).toHaveLength(1);
    const later = await createQueue();
    later.ensureCurrent(photoIdOf(1));
    later.engineChanged(ready('a newer model'));
    expect(calls).toHaveLength(2);
  });

  it('analyses an opened photo before those that wait, whether it waits or has yet to be queued', async () => {
    const queue = await createQueue();
    queue.engineChanged(ready());
    for (const number of [1, 2, 3]) queue.run(photoIdOf(number));
    queue.ensureCurrent(photoIdOf(3));
    addPhoto(database, 4);
    queue.ensureCurrent(photoIdOf(4));
    for (const index of [0, 1, 2, 3]) {
      call(index).answer(inference());
      await settle();
    }
    expect(calls.map(({ file }) => [1, 2, 3, 4].find((number) => file.includes(photoIdOf(number))))).toEqual([
      1, 4, 3, 2,
    ]);
    expect(log.at(-1)).toBe('2 done');
  });

  it('looks once more, in order, at the photos that were opened before the engine was ready', async () => {
    const earlier = await createQueue();
    earlier.engineChanged(ready());
    for (const number of [1, 2]) {
      earlier.run(photoIdOf(number));
      call(number - 1).answer(inference());
      await settle();
    }
    const queue = await createQueue();
    queue.run(photoIdOf(3));
    for (const number of [1, 2]) queue.ensureCurrent(photoIdOf(number));
    queue.engineChanged(ready('a newer model'));
    for (const index of [2, 3, 4]) {
      call(index).fail('unreadable-file');
      await settle();
    }
    expect(log.filter((line) => line.endsWith('failed'))).toEqual(['3 failed', '1 failed', '2 failed']);
  });

  it('cancels what runs and what waits', async () => {
    const queue = await createQueue();
    queue.engineChanged(ready());
    queue.run(photoIdOf(1));
    queue.run(photoIdOf(2));
    queue.run(photoIdOf(3));
    queue.cancel(photoIdOf(2));
    queue.cancel(photoIdOf(1));
    await until('3 running 0 null');
    expect(queue.courseOf(photoIdOf(1))).toBeNull();
    expect(listPending(database).map(({ photoId }) => photoId)).toEqual([photoIdOf(3)]);
  });

  it('shows what failed and goes on with the next', async () => {
    const queue = await createQueue();
    queue.engineChanged(ready());
    queue.run(photoIdOf(1));
    queue.run(photoIdOf(2));
    call(0).fail('unreadable-file');
    await until('2 running 0 null');
    queue.ensureCurrent(photoIdOf(1));
    expect(queue.courseOf(photoIdOf(1))).toMatchObject({ failure: { kind: 'unreadable-file' } });
    expect(listPending(database).map(({ photoId }) => photoId)).toEqual([photoIdOf(2)]);
  });

  it('shows what failed over a full disk, and tries again when there is room', async () => {
    const queue = await createQueue();
    queue.engineChanged(ready());
    queue.run(photoIdOf(1));
    drive.fails = 'no-space';
    call(0).answer(inference());
    await until('1 failed');
    await settle();
    expect(queue.courseOf(photoIdOf(1))).toMatchObject({ state: 'failed', failure: { kind: 'no-space' } });
    // The next start would try it again.
    expect(listPending(database).map(({ photoId }) => photoId)).toEqual([photoIdOf(1)]);
    drive.fails = null;
    queue.run(photoIdOf(1));
    expect(calls).toHaveLength(2);
  });

  it('keeps no photo from being opened where its analysis cannot be noted, before the engine is ready and after', async () => {
    const queue = await createQueue();
    queue.engineChanged(ready());
    queue.run(photoIdOf(1));
    call(0).answer(inference());
    await until('1 done');
    queue.engineChanged({ process: 'starting' });
    queue.ensureCurrent(photoIdOf(1));
    drive.fails = 'no-space';
    queue.engineChanged(ready('newer'));
    queue.ensureCurrent(photoIdOf(2));
    for (const number of [1, 2])
      expect(describePhoto(database, photoIdOf(number), queue.courseOf).photo.analysis).toMatchObject({
        state: 'failed',
        failure: { kind: 'no-space' },
      });
    drive.fails = null;
    await settle();
    queue.run(photoIdOf(2));
    expect(calls).toHaveLength(2);
  });

  it.each(['no-space', 'database'] as const)(
    'cancels and goes on over a database that fails: %s',
    async (kind) => {
      const queue = await createQueue();
      queue.engineChanged(ready());
      for (const number of [1, 2, 3]) queue.run(photoIdOf(number));
      drive.fails = kind;
      queue.cancel(photoIdOf(2));
      queue.cancel(photoIdOf(1));
      await settle();
      expect([1, 2].map((number) => queue.courseOf(photoIdOf(number)))).toEqual([null, null]);
      // What came next could not begin; it says so and does not hang.
      expect(queue.courseOf(photoIdOf(3))).toMatchObject({ state: 'failed', failure: { kind } });
    },
  );

  it('takes no stored analysis for a failed one, where those who are told of it fail', async () => {
    const queue = await createQueue();
    onChange = ({ state }) => {
      if (state === 'done') throw new Error('The audit trail could not be written.');
    };
    queue.engineChanged(ready());
    queue.run(photoIdOf(1));
    queue.run(photoIdOf(2));
    call(0).answer(inference());
    await until('2 running 0 null');
    expect(queue.courseOf(photoIdOf(1))).toBeNull();
    expect(log).not.toContain('1 failed');
    expect(log).toContainEqual(expect.stringContaining('The audit trail could not be written.'));
  });

  it('closes over a database that fails', async () => {
    const queue = await createQueue();
    queue.engineChanged(ready());
    queue.run(photoIdOf(1));
    drive.fails = 'database';
    queue.close();
    expect(call(0).options.signal?.aborted).toBe(true);
  });

  it('sees to a photo that is in the gallery again, waiting before or being analysed', async () => {
    const queue = await createQueue();
    queue.engineChanged(ready());
    for (const number of [1, 2]) queue.run(photoIdOf(number));
    for (const number of [1, 2]) queue.cancel(photoIdOf(number));
    // The first comes back before the engine has let go of it.
    for (const number of [1, 2]) queue.cameBack(photoIdOf(number));
    await until('2 running 0 null');
    call(1).answer(inference());
    await until('2 done');
    await settle();
    call(2).answer(inference());
    await until('1 done');
    await settle();
    expect(listPending(database)).toEqual([]);
    // One whose lesions are known needs nothing, nor does one that went again.
    queue.cameBack(photoIdOf(1));
    queue.run(photoIdOf(3));
    queue.cancel(photoIdOf(3));
    queue.cameBack(photoIdOf(3));
    queue.cancel(photoIdOf(3));
    await settle();
    expect(calls).toHaveLength(4);
    expect(queue.courseOf(photoIdOf(3))).toBeNull();
  });
});
