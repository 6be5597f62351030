import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setEnvironmentData } from 'node:worker_threads';
import { afterEach, expect, it } from 'vitest';
import { filesToSeal, sealLibraryFiles } from '../../../src/main/data/seal-library-files';
import { readModelFolder, writeModelFolder } from '../../../src/main/engine/io/model-folder';
import {
  readCheckpoint,
  writeCheckpoint,
  type Checkpoint,
} from '../../../src/main/engine/training/checkpoint';
import { EventLog } from '../../../src/main/engine/training/event-log';
import { RunFolders } from '../../../src/main/services/training/run-folders';
import { readLibraryFile, readLibraryFilesWith } from '../../../src/main/vault/library-files';
import { isSealed, type FileKeys } from '../../../src/main/vault/sealed-file';
import type { TrainingEvent } from '../../../src/shared/training/events';
import { RUN_FILES } from '../../../src/shared/training/run-record';
import { everyByte, foundIn } from '../../helpers/every-byte';
import { newFileKeys } from '../../helpers/library-keys';
import { withFolder } from '../../helpers/pictures';
import { randomModel } from '../../helpers/random-model';

/** As in a process that was told no keys. */
const forgetKeys = (): void => setEnvironmentData('macule: keys of library files', undefined);
afterEach(forgetKeys);

const event = (file: string): TrainingEvent => ({ event: 'skipped', file, message: 'unreadable' });
const state = new Map([['w', { shape: [3], values: new Float32Array([0.1, -2.5e-38, 3]) }]]);
const checkpoint = (eventsBytes: number): Checkpoint => ({
  state,
  progress: {
    ...{ steps: 7, epoch: 1, from: 0, share: 0, losses: { count: 0, sums: {} }, best: null },
    ...{ seconds: 3, batchSize: 8, eventsBytes },
  },
});

/** A run and a model as the app's processes write them. @returns what the checkpoint knows of the events. */
async function write(library: string): Promise<number> {
  const run = join(library, 'training', 'run-1');
  await mkdir(run, { recursive: true });
  const log = await EventLog.open(run, 0);
  await log.append(event('portrait-of-anna.jpg'));
  await log.append(event('second.jpg'));
  const { bytes } = log;
  await log.append(event('after-the-checkpoint.jpg'));
  await log.close();
  await writeCheckpoint(run, checkpoint(bytes));
  await writeFile(join(run, 'clinic-photos.json'), '{"photoId":"portrait"}');
  const { description, weights } = randomModel(1);
  await writeModelFolder(join(library, 'models', 'clinic-1'), description, weights);
  await writeFile(join(library, 'models', 'clinic-1', 'CARD.md'), '# Learned from Dr. Keeper’s patients');
  await mkdir(join(library, 'engine-cache', 'features', 'x'), { recursive: true });
  await writeFile(join(library, 'engine-cache', 'features', 'x', 'y.f32'), 'embedding');
  return bytes;
}

const WORDS = ['portrait', 'second.jpg', 'checkpoint', 'Keeper', 'weightsSha256', 'embedding', '"steps"'];

async function expectReadable(library: string, keys: FileKeys, eventsBytes: number): Promise<void> {
  readLibraryFilesWith(keys);
  const run = join(library, 'training', 'run-1');
  const read = await readCheckpoint(run);
  expect(read?.progress).toEqual(checkpoint(eventsBytes).progress);
  // To the very bits.
  expect(Buffer.from(read?.state.get('w')?.values.buffer ?? new ArrayBuffer(0))).toEqual(
    Buffer.from(state.get('w')?.values.buffer ?? new ArrayBuffer(0)),
  );
  expect((await readModelFolder(join(library, 'models', 'clinic-1'))).weights.size).toBe(
    randomModel(1).weights.size,
  );
  expect((await readLibraryFile(join(library, 'models', 'clinic-1', 'CARD.md'))).toString()).toContain(
    'Keeper',
  );
}

it('brings open runs and models under the key, and under the next one, whenever it is killed', () =>
  withFolder(async (library) => {
    const eventsBytes = await write(library);
    const [first, second] = [newFileKeys(), newFileKeys()];
    await writeFile(join(library, 'training', 'run-1', `${RUN_FILES.checkpoint}.99.part`), 'portrait');
    await expect(
      sealLibraryFiles(library, first, {
        onProgress: (done) => {
          if (done === 2) throw new Error('killed');
        },
      }),
    ).rejects.toThrow('killed');
    expect((await filesToSeal(library, first)).length).toBeGreaterThan(2);
    await sealLibraryFiles(library, first);
    expect(foundIn(await everyByte(library), WORDS)).toEqual([]);
    expect(await filesToSeal(library, first)).toEqual([]);
    await expectReadable(library, first, eventsBytes);

    const changed = { current: second.current, previous: first.current };
    await sealLibraryFiles(library, changed);
    await expectReadable(library, { current: second.current }, eventsBytes);
    // A resumed run cuts its log back to what the checkpoint knew, however long sealed lines are.
    const run = join(library, 'training', 'run-1');
    const log = await EventLog.open(run, eventsBytes);
    expect(log.bytes).toBe(eventsBytes);
    await log.append(event('again.jpg'));
    await log.close();
    const course = await new RunFolders(dirname(run)).readCourse('run-1');
    expect(course.log.map((one) => ('file' in one ? one.file : ''))).toEqual([
      ...['portrait-of-anna.jpg', 'second.jpg', 'again.jpg'],
    ]);
    expect(foundIn(await everyByte(library), WORDS)).toEqual([]);
  }));

const logFile = (library: string): string => join(library, 'training', 'run-1', RUN_FILES.events);

/** Swaps the second and the third event on the disk. */
async function swapLines(library: string): Promise<void> {
  const [first, second, third] = (await readFile(logFile(library), 'utf8')).split('\n');
  await writeFile(logFile(library), [first, third, second, ''].join('\n'));
}

const told = async (library: string) =>
  (await new RunFolders(join(library, 'training')).readCourse('run-1')).log;

it('says where events were moved, also once the run has gone on or the key was changed', () =>
  withFolder(async (library) => {
    const [first, second] = [newFileKeys(), newFileKeys()];
    readLibraryFilesWith(first);
    const eventsBytes = await write(library);
    await swapLines(library);
    const expected = [event('portrait-of-anna.jpg'), { event: 'log-broken', line: 2 }];
    expect(await told(library)).toEqual(expected);

    await sealLibraryFiles(library, { current: second.current, previous: first.current });
    readLibraryFilesWith({ current: second.current });
    expect(await told(library)).toEqual(expected);

    const log = await EventLog.open(dirname(logFile(library)), eventsBytes);
    await log.append(event('again.jpg'));
    await log.close();
    expect(await told(library)).toEqual([...expected, event('again.jpg')]);
  }));

it('says where events were left out when the run goes on', () =>
  withFolder(async (library) => {
    readLibraryFilesWith(newFileKeys());
    const eventsBytes = await write(library);
    const [, second, third] = (await readFile(logFile(library), 'utf8')).split('\n');
    await writeFile(logFile(library), [second, third, ''].join('\n'));
    const log = await EventLog.open(dirname(logFile(library)), eventsBytes);
    await log.append(event('again.jpg'));
    await log.close();
    expect(await told(library)).toEqual([{ event: 'log-broken', line: 1 }, event('again.jpg')]);
  }));

it('leaves a damaged file and an empty log as they are, and goes on', () =>
  withFolder(async (library) => {
    const [first, second] = [newFileKeys(), newFileKeys()];
    await write(library);
    await sealLibraryFiles(library, first);
    const record = join(library, 'training', 'run-1', 'clinic-photos.json');
    const damaged = await readFile(record);
    damaged.writeUInt8(damaged.readUInt8(60) ^ 1, 60);
    await writeFile(record, damaged);
    await mkdir(join(library, 'training', 'run-2'));
    await writeFile(join(library, 'training', 'run-2', RUN_FILES.events), '');
    expect(await filesToSeal(library, first)).toEqual([]);
    const keys = { current: second.current, previous: first.current };
    await sealLibraryFiles(library, keys);
    expect(await filesToSeal(library, keys)).toEqual([record]);
    expect(await readFile(record)).toEqual(damaged);
    readLibraryFilesWith({ current: second.current });
    expect((await readCheckpoint(join(library, 'training', 'run-1')))?.progress.steps).toBe(7);
  }));

it('writes sealed from the start where a process has the keys, and opens nothing that was put elsewhere', () =>
  withFolder(async (library) => {
    const keys = newFileKeys();
    readLibraryFilesWith(keys);
    await write(library);
    const written = ['checkpoint.safetensors', 'events.jsonl'].map((name) =>
      readFile(join(library, 'training', 'run-1', name)),
    );
    expect(foundIn(Buffer.concat(await Promise.all(written)), WORDS)).toEqual([]);
    const other = join(library, 'training', 'run-2');
    await mkdir(other);
    await writeFile(
      join(other, RUN_FILES.checkpoint),
      await readFile(join(library, 'training', 'run-1', RUN_FILES.checkpoint)),
    );
    await expect(readCheckpoint(other)).rejects.toMatchObject({ failure: { kind: 'unreadable-file' } });
    forgetKeys();
    await expect(readCheckpoint(join(library, 'training', 'run-1'))).rejects.toMatchObject({
      failure: { kind: 'unreadable-file' },
    });
    // Outside a library, files are as they always were.
    readLibraryFilesWith(keys);
    const out = join(library, 'out');
    await mkdir(out);
    await writeCheckpoint(out, checkpoint(0));
    expect(isSealed(await readFile(join(out, RUN_FILES.checkpoint)))).toBe(false);
    expect(await readdir(out)).toEqual([RUN_FILES.checkpoint]);
  }));
