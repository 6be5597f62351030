import { afterAll, beforeAll, expect, it } from 'vitest';
import { join } from 'node:path';
import { readdir } from 'node:fs/promises';
import { compiledTileRunner } from '../../../../src/main/engine/detector/compiled-tile-runner';
import { LadderTileRunner } from '../../../../src/main/engine/detector/ladder-tile-runner';
import type { TileRunner } from '../../../../src/main/engine/detector/tile-runner';
import { Ladder, type LadderOptions } from '../../../../src/main/engine/ladder/ladder';
import type { AvailableRung, RungProbe } from '../../../../src/main/engine/ladder/rung';
import type { ProbeOutcome } from '../../../../src/shared/engine/probe';
import { example } from '../../../helpers/compiled-parity';
import { randomModel } from '../../../helpers/random-model';
import { temporaryFolder } from '../../../helpers/temporary-folder';

const [HEIGHT, WIDTH] = [64, 96];
const folder = temporaryFolder();
afterAll(() => folder.remove());

const model = randomModel(7);
const { values: planes } = example([3, HEIGHT, WIDTH], 11, 0, 1);
let expected: readonly number[];
beforeAll(async () => {
  const runner = await compiledTileRunner(model, { threads: 1 })(HEIGHT, WIDTH);
  expected = Array.from(await runner.run(planes));
  await runner.close();
});

/** A rung that computes like the processor, until it is told to fail. */
function card(behave: () => void = () => undefined): AvailableRung {
  return {
    id: 'onnxruntime-cuda',
    available: true,
    device: 'a card',
    reason: 'It is there.',
    trusted: false,
    tensorflow: null,
    openModel: (loaded) => async (height, width) => {
      const runner = await compiledTileRunner(loaded, { threads: 1 })(height, width);
      return {
        run: (tile) => {
          behave();
          return runner.run(tile);
        },
        close: () => runner.close(),
      };
    },
    openTrainer: () => Promise.reject(new Error('Nobody trains here.')),
  };
}

const processor: AvailableRung = {
  ...card(),
  id: 'onnxruntime-cpu',
  device: 'a processor',
  trusted: true,
};

const answered = (ms: number, difference = 1e-6): ProbeOutcome => ({
  ended: 'answered',
  value: { difference, ms, processorMs: 10 },
});

let places = 0;
const newPlace = (): string => join(folder.path, String((places += 1)));

const open = (probes: readonly RungProbe[], options: Partial<LadderOptions> = {}): Promise<Ladder> =>
  Ladder.open({
    threads: 1,
    cacheFolder: newPlace(),
    runProbe: () => Promise.resolve(answered(1)),
    prefer: null,
    strict: false,
    afterCrash: false,
    probe: () => Promise.resolve(probes),
    ...options,
  });

const tiles = (ladder: Ladder) =>
  new LadderTileRunner(ladder, model, { modelFolder: '/model', height: HEIGHT, width: WIDTH });

async function runOn(runner: TileRunner): Promise<string | undefined> {
  expect(Array.from(await runner.run(planes))).toEqual(expected);
  return runner.engine?.id;
}

const stateOf = (ladder: Ladder) => ladder.report().engines.find(({ id }) => id === 'onnxruntime-cuda');

it('starts on the processor, tests the card when asked, and changes to it between two tiles', async () => {
  const ladder = await open([card(), processor]);
  const runner = tiles(ladder);
  expect(ladder.report().chosen.infer).toBe('onnxruntime-cpu');
  expect(await runOn(runner)).toBe('onnxruntime-cpu');
  expect(stateOf(ladder)).toMatchObject({ available: false, state: 'untested' });
  const states: unknown[] = [];
  await ladder.testWanted(() => states.push(stateOf(ladder)?.state));
  expect(states).toEqual(['testing', 'ready']);
  expect(await runOn(runner)).toBe('onnxruntime-cuda');
  expect(ladder.report().chosen.infer).toBe('onnxruntime-cuda');
  await runner.close();
});

it('remembers a test for the same graph on the same machine, and tests another graph anew', async () => {
  const cacheFolder = newPlace();
  let tests = 0;
  const runProbe = () => {
    tests += 1;
    return Promise.resolve(answered(1));
  };
  const first = await open([card(), processor], { cacheFolder, runProbe });
  await runOn(tiles(first));
  await first.testWanted(() => undefined);
  const second = await open([card(), processor], { cacheFolder, runProbe });
  expect(second.report().chosen.infer).toBe('onnxruntime-cuda');
  expect(await runOn(tiles(second))).toBe('onnxruntime-cuda');
  await second.testWanted(() => undefined);
  expect(tests).toBe(1);
  const other = new LadderTileRunner(second, randomModel(8), { modelFolder: '/m', height: 64, width: 96 });
  await other.run(planes);
  expect(other.engine?.id).toBe('onnxruntime-cpu');
  await second.testWanted(() => undefined);
  expect(tests).toBe(2);
});

it.each<[string, ProbeOutcome, RegExp]>([
  ['too slow', answered(9), /not fast enough/],
  ['different', answered(1, 0.01), /differ from the processor’s by 0\.01/],
  ['no numbers', { ended: 'answered', value: { difference: null, ms: 1, processorMs: 10 } }, /no numbers/],
  [
    'failing',
    { ended: 'failed', message: '/x/y.cc:12 f(int) was false. No adapter' },
    /detector: No adapter\.$/,
  ],
  ['crashing', { ended: 'crashed', how: 'was ended by SIGSEGV' }, /ended its process .* SIGSEGV\.$/],
  ['endless', { ended: 'timed-out' }, /too slow to finish/],
  ['confused', { ended: 'answered', value: 'yes' }, /nonsense/],
])('refuses a card that is %s', async (_, outcome, reason) => {
  const ladder = await open([card(), processor], { runProbe: () => Promise.resolve(outcome) });
  const runner = tiles(ladder);
  await runOn(runner);
  await ladder.testWanted(() => undefined);
  expect(await runOn(runner)).toBe('onnxruntime-cpu');
  expect(stateOf(ladder)).toMatchObject({
    available: false,
    state: 'refused',
    reason: expect.stringMatching(reason),
  });
});

it('goes on with the processor when a card fails in the middle of a photo, and does not use it again', async () => {
  let fails = false;
  const failing = card(() => {
    if (fails) throw new Error('device removed');
  });
  const cacheFolder = newPlace();
  const ladder = await open([failing, processor], { cacheFolder });
  const runner = tiles(ladder);
  await runOn(runner);
  await ladder.testWanted(() => undefined);
  expect(await runOn(runner)).toBe('onnxruntime-cuda');
  fails = true;
  expect(await runOn(runner)).toBe('onnxruntime-cpu');
  expect(stateOf(ladder)).toMatchObject({
    state: 'refused',
    reason: expect.stringContaining('device removed'),
  });
  fails = false;
  const next = await open([failing, processor], { cacheFolder });
  expect(await runOn(tiles(next))).toBe('onnxruntime-cpu');
});

it('a card without memory is passed over for now; a processor without memory is for the caller to help', async () => {
  let fails = true;
  const behave = () => {
    if (fails) throw new Error('CUDA failure 2: out of memory');
  };
  const cacheFolder = newPlace();
  const ladder = await open([card(behave), processor], { cacheFolder, prefer: 'onnxruntime-cuda' });
  expect(await runOn(tiles(ladder))).toBe('onnxruntime-cpu');
  fails = false;
  const next = await open([card(behave), processor], { cacheFolder, prefer: 'onnxruntime-cuda' });
  expect(await runOn(tiles(next))).toBe('onnxruntime-cuda');
  const full = {
    ...processor,
    openModel: card(() => {
      throw new Error('bad_alloc');
    }).openModel,
  };
  await expect(tiles(await open([full])).run(planes)).rejects.toThrow('bad_alloc');
});

it('uses an engine that was asked for without a test, and another where it fails, saying so', async () => {
  const broken = card(() => {
    throw new Error('no such kernel');
  });
  const ladder = await open([card(), processor], { prefer: 'onnxruntime-cuda' });
  expect(await runOn(tiles(ladder))).toBe('onnxruntime-cuda');
  expect(ladder.report()).toMatchObject({ preferred: 'onnxruntime-cuda', problem: null });

  const failing = await open([broken, processor], { prefer: 'onnxruntime-cuda' });
  const runner = tiles(failing);
  expect(await runOn(runner)).toBe('onnxruntime-cpu');
  expect(failing.report().problem).toMatch(/another one has taken its place: no such kernel\.$/);
  expect(failing.report().chosen.infer).toBe('onnxruntime-cpu');

  const strict = await open([broken, processor], { prefer: 'onnxruntime-cuda', strict: true });
  await expect(tiles(strict).run(planes)).rejects.toThrow('onnxruntime-cuda cannot be used: no such kernel.');

  failing.prefer(null);
  expect(failing.report()).toMatchObject({ preferred: null, problem: null });
  expect(await runOn(runner)).toBe('onnxruntime-cpu');
});

it('goes back to the engine it had where another one cannot even be opened', async () => {
  const unopenable = { ...card(), openModel: () => () => Promise.reject(new Error('no device')) };
  const ladder = await open([unopenable, processor]);
  const runner = tiles(ladder);
  await runOn(runner);
  ladder.prefer('onnxruntime-cuda');
  expect(await runOn(runner)).toBe('onnxruntime-cpu');
  expect(ladder.report().problem).toContain('no device');
});

it('says why an engine that was asked for is not there', async () => {
  const absent: RungProbe = { id: 'onnxruntime-cuda', available: false, reason: 'No card.' };
  const ladder = await open([absent, processor], { prefer: 'onnxruntime-cuda' });
  expect(ladder.report().problem).toMatch(/No card\.$/);
  expect(await runOn(tiles(ladder))).toBe('onnxruntime-cpu');
  await expect(open([absent, processor], { prefer: 'onnxruntime-cuda', strict: true })).rejects.toThrow(
    'No card.',
  );
});

it('leaves no marker behind while all goes well', async () => {
  const cacheFolder = newPlace();
  const ladder = await open([card(), processor], { cacheFolder, prefer: 'onnxruntime-cuda' });
  await runOn(tiles(ladder));
  expect(await readdir(join(cacheFolder, 'engine-tests'))).toEqual([]);
});
