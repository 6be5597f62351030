import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TrainingConnect } from '../../../../src/shared/engine/training-protocol';
import { notEnoughMemory } from '../../../../src/main/imaging/picture-failures';
import { OutOfMemory } from '../../../../src/main/engine/runtime/out-of-memory';
import type { Failure } from '../../../../src/shared/errors';
import { seededRandom } from '../../../../src/shared/random';
import type { ClinicPhoto } from '../../../../src/shared/training/clinic-photos';
import { retrainingVerdictSchema } from '../../../../src/shared/training/verdict';
import { shuffled } from '../../../../src/main/engine/ml/random';
import { everyByte } from '../../../helpers/every-byte';
import { listedPhoto } from '../../../helpers/listed-photo';
import { hasSmallDisks, SmallDisk } from '../../../helpers/small-disk';
import { temporaryFolder } from '../../../helpers/temporary-folder';
import {
  BUILT,
  limitedBy,
  runTrainingProcess,
  type TrainingProcessOptions,
  type TrainingProcessOutcome,
} from '../../../helpers/training-process';

/**
 * What may happen to a run on the clinic's own patients, done to the built training process itself. `RETRAINING_KILLS=10`
 * kills it that often besides, at moments spread over a
 * whole run's time.
 */
const KILLS = Number(process.env['RETRAINING_KILLS'] ?? 0);
const KILLS_A_RUN = 3;
const MINUTES = 60_000;

const folder = temporaryFolder();
const starter = join(folder.path, 'starter');
const at = (name: string): string => join(folder.path, name);

beforeAll(async () => {
  await cp(resolve(import.meta.dirname, '../../../../assets/models/starter'), starter, { recursive: true });
  const photos = (numbers: readonly number[], part: ClinicPhoto['part']) =>
    Promise.all(numbers.map((number) => listedPhoto(folder.path, number, part)));
  const learning = [...(await photos([1, 2, 3], 'train')), ...(await photos([4, 5], 'valid'))];
  await writeFile(at('clinic-photos.json'), JSON.stringify({ format: 1, photos: learning }));
  const tested = await photos([6, 7, 8], 'test');
  await writeFile(at('locked-test-photos.json'), JSON.stringify({ format: 1, photos: tested }));
}, MINUTES);
afterAll(() => folder.remove());

/** The engine says it of a step, a decoder of a photo. */
const isNoMemory = ({ kind, message, file = '' }: Failure): boolean =>
  [new OutOfMemory(null), notEnoughMemory(file)].some(
    ({ failure }) => failure.kind === kind && failure.message === message,
  );
const ENDED = { ok: true, value: null };

function train(
  run: string,
  resume: boolean,
  options: TrainingProcessOptions = {},
): Promise<TrainingProcessOutcome> {
  const connect: TrainingConnect = {
    kind: 'train',
    order: {
      ...{ model: 'lesion-detector', dataFolder: at('clinic-photos.json'), outFolder: run, seed: 1, resume },
      settings: { epochs: 2, trainedPart: 'head', batchSize: 4 },
      clinic: { parent: starter, testPhotos: at('locked-test-photos.json') },
    },
    ...{ cacheFolder: at('cache'), threads: 2, photoWorker: join(BUILT, 'photo-worker.js'), versions: {} },
    pretrainedFolder: resolve(import.meta.dirname, '../../../../assets/pretrained'),
  };
  return runTrainingProcess(connect, options);
}

const verdictOf = async (run: string) => {
  const { at: _, ...verdict } = retrainingVerdictSchema.parse(
    JSON.parse(await readFile(join(run, 'verdict.json'), 'utf8')),
  );
  return verdict;
};

/** What a process told last: the stage it was in, or the event. */
const lastWord = ({ events }: TrainingProcessOutcome): string => {
  const last = events.at(-1);
  return last?.event === 'stage' ? last.stage : (last?.event ?? 'nothing yet');
};

let whole: TrainingProcessOutcome;

it(
  'killed while it learns, while it calibrates and while it compares, a run ends with the verdict of one that was not',
  async () => {
    const before = await everyByte(starter);
    whole = await train(at('whole'), false);
    expect(whole.result).toEqual(ENDED);
    const moments = [
      { event: 'epoch' },
      { event: 'stage', stage: 'calibrating' },
      // The new model's turn; the one in use has seen all three photos.
      { event: 'stage', stage: 'comparing', done: 4 },
    ];
    const met: string[] = [];
    for (const [number, killedAt] of moments.entries()) {
      const killed = await train(at('killed'), number > 0, { killedAt });
      met.push(lastWord(killed));
      // Nothing half written passes for a verdict.
      expect(existsSync(join(at('killed'), 'verdict.json'))).toBe(false);
    }
    expect(met).toEqual(['epoch', 'calibrating', 'comparing']);
    expect((await train(at('killed'), true)).result).toEqual(ENDED);
    expect(await verdictOf(at('killed'))).toEqual(await verdictOf(at('whole')));
    expect(await everyByte(starter)).toEqual(before);
  },
  20 * MINUTES,
);

it.skipIf(KILLS === 0)(
  'killed at moments all over its time, a run ends with the verdict of one that was not [needs RETRAINING_KILLS]',
  async () => {
    const random = seededRandom(KILLS);
    // One moment in each of as many stretches of the whole run's time, in random order.
    const moments = shuffled(
      Array.from({ length: KILLS }, (_, number) => ((number + random()) / KILLS) * whole.milliseconds),
      random,
    );
    let [runs, kills] = [0, 0];
    const run = () => at(`killed-${runs}`);
    const ends = async ({ result }: TrainingProcessOutcome) => {
      expect(result).toEqual(ENDED);
      expect(await verdictOf(run())).toEqual(await verdictOf(at('whole')));
      runs += 1;
    };
    for (const killedAfter of moments) {
      let outcome = await train(run(), existsSync(run()), { killedAfter });
      if (outcome.result !== null) {
        // Resumed, it had less left than that: the moment is one of the next run, which starts anew.
        await ends(outcome);
        outcome = await train(run(), false, { killedAfter });
      }
      if (outcome.result === null) kills += 1;
      else await ends(outcome);
      // A run that was killed often has little left but its end: others begin anew.
      if (kills % KILLS_A_RUN === 0 && existsSync(run())) await ends(await train(run(), true));
      process.stderr.write(
        `${Math.round(killedAfter)} of ${Math.round(whole.milliseconds)} ms: ${lastWord(outcome)}\n`,
      );
    }
    if (existsSync(run())) await ends(await train(run(), true));
    process.stderr.write(`${kills} kills, ${runs} runs\n`);
    expect(kills).toBeGreaterThan(0);
  },
  (20 + 2 * KILLS) * MINUTES,
);

it.skipIf(process.platform === 'win32')(
  'says where files have no room, keeps what it had, and goes on once there is some',
  async () => {
    const run = at('full');
    // Neither the checkpoint nor the model fits, but for what is small.
    const { result } = await train(run, false, { by: limitedBy('-f 512') });
    expect(result).toMatchObject({
      ok: false,
      failure: { kind: 'no-space', retryable: true, advice: 'Free some space and try again.' },
    });
    expect((await readdir(run)).filter((name) => name.endsWith('.part'))).toEqual([]);
    expect((await train(run, true)).result).toEqual(ENDED);
    expect(await verdictOf(run)).toEqual(await verdictOf(at('whole')));
  },
  10 * MINUTES,
);

// Elsewhere nobody but an administrator may mount anything.
it.skipIf(!hasSmallDisks())(
  'on a disk that is full halfway, keeps its last checkpoint, says so, and goes on from there once there is room',
  async () => {
    const run = at('small-disk');
    await mkdir(run);
    const size = async (name: string) => (await stat(join(at('whole'), name))).size;
    const names = (await readdir(at('whole'), { recursive: true, withFileTypes: true })).filter((one) =>
      one.isFile(),
    );
    const all = await Promise.all(names.map((one) => stat(join(one.parentPath, one.name))));
    // Room for a whole run, but not for a second checkpoint before the first one goes.
    const room = all.reduce((sum, one) => sum + one.size, 0) + (await size('checkpoint.safetensors')) / 2;
    const disk = await SmallDisk.mount(run, Math.ceil(room));
    try {
      const { events, result } = await train(run, false, { by: disk.by });
      expect(result).toMatchObject({
        ok: false,
        failure: { kind: 'no-space', retryable: true, advice: 'Free some space and try again.' },
      });
      expect(events.some(({ event }) => event === 'checkpoint')).toBe(true);
      expect((await readdir(disk.seen(run))).filter((name) => name.endsWith('.part'))).toEqual([]);
      await disk.resize(16 * room);
      const resumed = await train(run, true, { by: disk.by });
      expect(resumed.result).toEqual(ENDED);
      const start = resumed.events.find(({ event }) => event === 'start');
      expect(start?.event === 'start' && start.resumedAtStep).toBeGreaterThan(0);
      expect(await verdictOf(disk.seen(run))).toEqual(await verdictOf(at('whole')));
    } finally {
      await disk.remove();
    }
  },
  20 * MINUTES,
);

// Only there a process can be told to take no more memory, and only memory that is really asked for counts.
it.skipIf(process.platform !== 'linux')(
  'whose memory is used up while it learns ends, saying nothing untrue, and goes on once there is some',
  async () => {
    const run = at('starved');
    const { result } = await train(run, false, { starvedAt: { event: 'start' } });
    // Libraries below may end the process before anybody can say why; the app then calls the run interrupted.
    if (result !== null) {
      expect(result).toMatchObject({ ok: false, failure: { retryable: true } });
      expect(result).toSatisfy((ended: typeof result) => !ended.ok && isNoMemory(ended.failure));
    }
    expect(existsSync(join(run, 'verdict.json'))).toBe(false);
    expect((await train(run, true)).result).toEqual(ENDED);
    expect(await verdictOf(run)).toEqual(await verdictOf(at('whole')));
  },
  20 * MINUTES,
);

it(
  'refuses a checkpoint that is cut short, and says what to do',
  async () => {
    const run = at('damaged');
    await cp(at('whole'), run, { recursive: true });
    await truncate(join(run, 'checkpoint.safetensors'), 1_000);
    const { result } = await train(run, true);
    expect(result).toMatchObject({ ok: false, failure: { kind: 'unreadable-file', retryable: false } });
    expect(result?.ok === false && result.failure.message).toContain('damaged');
    // What it had reached stays.
    expect(await verdictOf(run)).toEqual(await verdictOf(at('whole')));
  },
  2 * MINUTES,
);
