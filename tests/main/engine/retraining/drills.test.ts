import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { trainingMessageSchema, type TrainingConnect } from '../../../../src/shared/engine/training-protocol';
import type { Result } from '../../../../src/shared/ipc/result';
import { seededRandom } from '../../../../src/shared/random';
import type { ClinicPhoto } from '../../../../src/shared/training/clinic-photos';
import type { TrainingEvent } from '../../../../src/shared/training/events';
import { retrainingVerdictSchema } from '../../../../src/shared/training/verdict';
import { everyByte } from '../../../helpers/every-byte';
import { listedPhoto } from '../../../helpers/listed-photo';
import { temporaryFolder } from '../../../helpers/temporary-folder';

/**
 * What may happen to a run on the clinic's own patients, done to the built training process itself. `RETRAINING_KILLS=10`
 * kills it that often, at random moments.
 */
const BUILT = resolve(import.meta.dirname, '../../../../out/main');
const CHILD = resolve(import.meta.dirname, '../../../helpers/training-child.mjs');
const KILLS = Number(process.env['RETRAINING_KILLS'] ?? 0);
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

interface Outcome {
  readonly events: readonly TrainingEvent[];
  /** Null for a process that was killed. */
  readonly result: Result<null> | null;
}

/** Runs the training process until it ends, or until `kill` says so. @param fileBlocks longest file, in KiB. */
async function train(
  run: string,
  resume: boolean,
  { kill = () => false, fileBlocks }: { kill?: (event: TrainingEvent) => boolean; fileBlocks?: number } = {},
): Promise<Outcome> {
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
  const command = [process.execPath, CHILD, join(BUILT, 'training.js'), JSON.stringify(connect)];
  const limited = ['bash', '-c', `ulimit -f ${fileBlocks}; exec "$@"`, 'bash', ...command];
  const [program = '', ...args] = fileBlocks === undefined ? command : limited;
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const exit = once(child, 'exit');
  const events: TrainingEvent[] = [];
  let result: Result<null> | null = null;
  for await (const line of createInterface({ input: child.stdout })) {
    const message = trainingMessageSchema.parse(JSON.parse(line));
    if (message.kind === 'ended') result = message.result;
    if (message.kind !== 'event') continue;
    events.push(message.event);
    if (kill(message.event)) child.kill('SIGKILL');
  }
  await exit;
  return { events, result };
}

const verdictOf = async (run: string) => {
  const { at: _, ...verdict } = retrainingVerdictSchema.parse(
    JSON.parse(await readFile(join(run, 'verdict.json'), 'utf8')),
  );
  return verdict;
};

const isStage = (event: TrainingEvent, stage: string, done: number): boolean =>
  event.event === 'stage' && event.stage === stage && event.done >= done;

it(
  'killed while it learns, while it calibrates and while it compares, a run ends with the verdict of one that was not',
  async () => {
    const before = await everyByte(starter);
    expect((await train(at('whole'), false)).result).toEqual({ ok: true, value: null });
    const moments: readonly ((event: TrainingEvent) => boolean)[] =
      KILLS > 0
        ? Array.from({ length: KILLS }, (_, number) => {
            const random = seededRandom(number + 1);
            // The longer ago the last one, the likelier: every part of a run is met.
            return () => random() < 0.06;
          })
        : [
            ({ event }) => event === 'epoch',
            (event) => isStage(event, 'calibrating', 1),
            (event) => isStage(event, 'comparing', 4),
          ];
    const met: string[] = [];
    let ended = false;
    for (const [number, kill] of moments.entries()) {
      const { events, result } = await train(at('killed'), number > 0, { kill });
      const last = events.at(-1);
      met.push(last?.event === 'stage' ? last.stage : (last?.event ?? 'start'));
      // Nothing half written passes for a verdict.
      ended ||= result !== null;
      if (!ended) expect(existsSync(join(at('killed'), 'verdict.json'))).toBe(false);
    }
    if (KILLS > 0) process.stderr.write(`killed at: ${met.join(', ')}\n`);
    else expect(met).toEqual(['epoch', 'calibrating', 'comparing']);
    expect((await train(at('killed'), true)).result).toEqual({ ok: true, value: null });
    expect(await verdictOf(at('killed'))).toEqual(await verdictOf(at('whole')));
    expect(await everyByte(starter)).toEqual(before);
  },
  (20 + 2 * KILLS) * MINUTES,
);

it.skipIf(process.platform === 'win32')(
  'says where the disk is full, keeps what it had, and goes on once there is room',
  async () => {
    const run = at('full');
    // Neither the checkpoint nor the model fits, but for what is small.
    const { result } = await train(run, false, { fileBlocks: 512 });
    expect(result).toMatchObject({
      ok: false,
      failure: { kind: 'no-space', retryable: true, advice: 'Free some space and try again.' },
    });
    expect((await readdir(run)).filter((name) => name.endsWith('.part'))).toEqual([]);
    expect((await train(run, true)).result).toEqual({ ok: true, value: null });
    expect(await verdictOf(run)).toEqual(await verdictOf(at('whole')));
  },
  10 * MINUTES,
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
