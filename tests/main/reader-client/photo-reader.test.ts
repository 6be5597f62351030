import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { PhotoReader, type StartReader } from '../../../src/main/reader-client/photo-reader';
import { READER_LIMITS, type ReaderLimits } from '../../../src/main/reader-client/reader-limits';
import { MaculeError, type Failure } from '../../../src/shared/errors';
import { forkedReader } from '../../helpers/forked-reader';

const SCRIPT = fileURLToPath(new URL('../../helpers/fake-reader.mjs', import.meta.url));
const FINGERPRINT = 'ab'.repeat(32);

/** Readers of the running test, in the order in which they were started. */
let children: ChildProcess[] = [];
let memory = 0;

const start: StartReader = (_, events) => {
  const env = { ...process.env, READER_NUMBER: String(children.length + 1) };
  const child = fork(SCRIPT, { env, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  children.push(child);
  return forkedReader(child, events, () => memory);
};

const reader = (limits: Partial<ReaderLimits> = {}): PhotoReader =>
  new PhotoReader({ start, log: () => undefined, limits: { ...READER_LIMITS, ...limits } });

const running = (): number =>
  children.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null).length;

const failureOf = (reading: Promise<unknown>): Promise<Failure> =>
  reading.then(
    () => {
      throw new Error('It was read.');
    },
    (thrown: unknown) => {
      if (!(thrown instanceof MaculeError)) throw thrown;
      return thrown.failure;
    },
  );

const isKnown = (fingerprint: string): boolean => fingerprint === FINGERPRINT;

afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  children = [];
  memory = 0;
});

describe('PhotoReader', () => {
  it('asks whether a photo is known, passes refusals on, and reads photo after photo in one process', async () => {
    const photos = reader();
    expect(await photos.read('/card/known.jpg', { isKnown })).toEqual({
      ...{ fingerprint: FINGERPRINT, photo: null },
    });
    expect((await failureOf(photos.read('/card/refused.jpg', { isKnown }))).message).toBe('damaged');
    await photos.read('/card/known.jpg', { isKnown });
    expect(children).toHaveLength(1);
  });

  it('names the file that ends the process twice, and reads the next', async () => {
    const photos = reader();
    const failure = await failureOf(photos.read('/card/crash.jpg', { isKnown }));
    expect(failure).toMatchObject({ kind: 'unreadable-file', file: 'crash.jpg', retryable: true });
    expect(failure.message).toContain('crash.jpg');
    expect(JSON.stringify(failure)).not.toContain('/card');
    expect(children).toHaveLength(2);
    await photos.read('/card/known.jpg', { isKnown });
  });

  it('loses no photo to a process that somebody else ended', async () => {
    const photo = await reader().read('/card/crash-once.jpg', { isKnown });
    expect(photo.fingerprint).toBe(FINGERPRINT);
    expect(children).toHaveLength(2);
  });

  it('stops what hangs, even deaf to everything, and reads the next', async () => {
    const photos = reader({ time: () => 500 });
    const failure = await failureOf(photos.read('/card/hang.jpg', { isKnown }));
    expect(failure).toMatchObject({ kind: 'unreadable-file', file: 'hang.jpg' });
    expect(failure.message).toMatch(/seconds/);
    await expect.poll(running).toBe(0);
    await photos.read('/card/known.jpg', { isKnown });
  });

  it('allows memory by what the header promises, and stops what needs more', async () => {
    memory = 150;
    const photos = reader({ memory: ({ pixels }) => (pixels === 0 ? 200 : 100) });
    const failure = await failureOf(photos.read('/card/large.jpg', { isKnown }));
    expect(failure.message).toMatch(/memory/);
    await expect.poll(running).toBe(0);
  });

  it('believes nothing that no reader says', async () => {
    expect(await failureOf(reader().read('/card/nonsense.jpg', { isKnown }))).toMatchObject({
      kind: 'unreadable-file',
    });
  });

  it('passes on what it says of a training folder, and names one that ends it', async () => {
    const data = { id: '00000000-0000-4000-8000-000000000001', name: 'faces' };
    expect((await reader().inspect(data, '/data/faces')).findings).toEqual(['sound']);
    expect(await failureOf(reader().inspect(data, '/data/crash.jpg'))).toMatchObject({ file: 'crash.jpg' });
  });

  it('stops at once when it is cancelled', async () => {
    const photos = reader();
    const abort = new AbortController();
    const reading = failureOf(photos.read('/card/hang.jpg', { isKnown, signal: abort.signal }));
    await expect.poll(() => children.length).toBe(1);
    abort.abort();
    expect((await reading).kind).toBe('cancelled');
    await expect.poll(running).toBe(0);
  });

  it('passes on what the library says when it is asked', async () => {
    const broken = (): boolean => {
      throw new MaculeError({ kind: 'database', message: 'The disk is gone.', retryable: false });
    };
    expect((await failureOf(reader().read('/card/known.jpg', { isKnown: broken }))).kind).toBe('database');
  });

  it.each([
    ['has read many photos', { photos: 1 }],
    ['holds much', { memoryAfterwards: 10 }],
    ['is not needed', { idle: 1 }],
  ])('ends a process that %s', async (_, limits) => {
    memory = 20;
    await reader(limits).read('/card/known.jpg', { isKnown });
    await expect.poll(running).toBe(0);
  });
});

describe('READER_LIMITS', () => {
  it('grow with a photo, up to 4 GB', () => {
    const megapixels = (count: number) =>
      READER_LIMITS.memory({ bytes: count * 100_000, pixels: count * 1e6 });
    expect([megapixels(0), megapixels(12), megapixels(200)]).toEqual([500e6, 862.4e6, 4e9]);
    expect(READER_LIMITS.time({ bytes: 0, pixels: 0 })).toBe(10_000);
    expect(READER_LIMITS.time({ bytes: 2e6, pixels: 12e6 })).toBe(22_400);
  });

  it('give a small file that promises a huge picture no more than a small file', () => {
    const bomb = { bytes: 10_000, pixels: 200e6 };
    expect(READER_LIMITS.time(bomb)).toBeLessThan(11_000);
    expect(READER_LIMITS.memory(bomb)).toBeLessThan(520e6);
  });
});
