import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TrainingEnd } from '../../../../src/main/engine-client/training-process';
import type { OpenDatabase } from '../../../../src/main/data/database';
import { RunFolders } from '../../../../src/main/services/training/run-folders';
import { TrainingRuns, type RunListener } from '../../../../src/main/services/training/training-runs';
import { MaculeError } from '../../../../src/shared/errors';
import type { RunOrder } from '../../../../src/shared/ipc/training';
import type { TrainingEvent } from '../../../../src/shared/training/events';
import type { TrainingOrder } from '../../../../src/shared/training/recipe';
import type { RunSummary } from '../../../../src/shared/training/run-summary';
import { onDrive, type Drive } from '../../../helpers/failing-drive';
import { countingIds, memoryDatabase } from '../../../helpers/memory-database';
import { temporaryFolder } from '../../../helpers/temporary-folder';
import { doneEvent, epochEvent, startEvent } from '../../../helpers/training-events';

const DATA = '/data/clinic photos';
const ORDER: RunOrder = {
  name: 'First',
  model: 'seed-cnn',
  dataId: '00000000-0000-4000-8000-00000000000d',
  settings: { epochs: 4 },
  seed: 3,
  maxMinutes: 90,
};
const WELL: TrainingEnd = { how: 'answered', result: { ok: true, value: null } };

/** A process as the service sees it, led by the test. */
interface LedProcess extends RunListener {
  readonly order: TrainingOrder;
  stops: number;
  killed: boolean;
}

let folder: ReturnType<typeof temporaryFolder>;
let database: OpenDatabase;
let drive: Drive;
let log: string[];
let newId: () => string;
let started: LedProcess[];
let told: { readonly run: RunSummary; readonly first: number; readonly events: readonly TrainingEvent[] }[];
let changes: number;
/** Called at every change of the list. */
let onChange: () => void;
let opened: TrainingRuns[];
/** Ids of runs that learn from somebody who has withdrawn consent. */
let withdrawn: string[];

beforeEach(() => {
  folder = temporaryFolder();
  drive = { fails: null };
  database = onDrive(memoryDatabase(), drive);
  newId = countingIds();
  [started, told, changes, opened, log, withdrawn] = [[], [], 0, [], [], []];
  onChange = () => undefined;
});
afterEach(async () => {
  for (const runs of opened) await runs.close(0);
  database.close();
  await folder.remove();
});

function open(): TrainingRuns {
  const runs = new TrainingRuns({
    database,
    folders: new RunFolders(join(folder.path, 'training')),
    refuse: (id) => {
      if (withdrawn.includes(id))
        throw new MaculeError({ kind: 'invalid-input', message: 'Withdrawn.', retryable: false });
    },
    newId,
    now: () => new Date('2026-02-03T10:00:00Z'),
    onChange: () => {
      changes += 1;
      onChange();
    },
    onProgress: (run, first, events) => void told.push({ run, first, events }),
    log: (line) => log.push(line),
    tellEveryMs: 1,
    start: (order, listener) => {
      const led: LedProcess = { order, ...listener, stops: 0, killed: false };
      started.push(led);
      return { stop: () => (led.stops += 1), kill: () => (led.killed = true) };
    },
  });
  opened.push(runs);
  return runs;
}

/** The process that was started last, once there are so many. */
async function processNumber(count: number): Promise<LedProcess> {
  await expect.poll(() => started.length).toBe(count);
  return started[count - 1] as LedProcess;
}

const runFile = async (run: RunSummary, name: string, content: string): Promise<void> => {
  const place = join(folder.path, 'training', run.id);
  await mkdir(place, { recursive: true });
  await writeFile(join(place, name), content);
};

describe('a run', () => {
  it('is ordered, trains, and is done', async () => {
    const runs = open();
    const ordered = runs.order(ORDER, DATA);
    expect(ordered).toMatchObject({ name: 'First', dataName: 'clinic photos', epoch: 0, best: null });
    const process = await processNumber(1);
    expect(process.order).toEqual({
      model: 'seed-cnn',
      dataFolder: DATA,
      settings: { epochs: 4 },
      seed: 3,
      maxMinutes: 90,
      outFolder: join(folder.path, 'training', ordered.id),
      resume: false,
    });
    expect(runs.isBusy).toBe(true);
    process.onEvent(startEvent());
    process.onEvent(epochEvent(1, 0.6));
    process.onEvent(epochEvent(2, 0.5, false));
    expect(runs.list()[0]).toMatchObject({
      state: 'running',
      epoch: 2,
      epochs: 4,
      seconds: 120,
      best: { epoch: 1, metrics: { macroF1: 0.6 } },
    });
    process.onEvent(doneEvent('early-stopping', join(folder.path, 'training', ordered.id, 'model')));
    process.onEnd(WELL);
    expect(runs.list()[0]).toMatchObject({ state: 'finished', reason: 'early-stopping', failure: null });
    expect(runs.isBusy).toBe(false);
    expect(changes).toBeGreaterThan(1);
  });

  it('tells what it tells in order and together, without folders, and by number', async () => {
    const runs = open();
    const { id } = runs.order(ORDER, DATA);
    const process = await processNumber(1);
    const checkpoint = (step: number): TrainingEvent => ({
      event: 'checkpoint',
      step,
      file: join(folder.path, 'training', id, 'checkpoint.safetensors'),
    });
    process.onEvent(startEvent());
    process.onEvent(checkpoint(1));
    await expect.poll(() => told.length).toBe(1);
    process.onEvent({ event: 'skipped', file: `${DATA}/a.jpg`, message: `${DATA}/a.jpg is empty` });
    process.onEvent(doneEvent('finished'));
    process.onEnd(WELL);
    expect(told).toHaveLength(2);
    expect(told.map(({ first, events }) => [first, events.length])).toEqual([
      [0, 2],
      [2, 2],
    ]);
    expect(JSON.stringify(told)).not.toContain(folder.path);
    expect(JSON.stringify(told)).not.toContain('/data/');
    expect(told[1]?.events[0]).toMatchObject({ file: 'a.jpg', message: '“clinic photos”/a.jpg is empty' });
  });

  it('pauses with a checkpoint and resumes from it', async () => {
    const runs = open();
    const run = runs.order(ORDER, DATA);
    const process = await processNumber(1);
    runs.pause(run.id);
    expect(process.stops).toBe(1);
    expect(runs.list()[0]?.state).toBe('pausing');
    await runFile(run, 'checkpoint.safetensors', 'weights');
    await runFile(
      run,
      'events.jsonl',
      `${JSON.stringify(startEvent())}\n${JSON.stringify(epochEvent(1, 0.6))}\n`,
    );
    process.onEvent(startEvent());
    process.onEvent(epochEvent(1, 0.6));
    process.onEvent(doneEvent('cancelled'));
    process.onEnd(WELL);
    expect(runs.list()[0]).toMatchObject({ state: 'paused', endedAt: null });
    runs.resume(run.id);
    const again = await processNumber(2);
    expect(again.order.resume).toBe(true);
    expect(runs.list()[0]?.state).toBe('running');
    again.onEvent(startEvent(10));
    expect((await runs.course(run.id)).epochs).toHaveLength(1);
  });

  it('is stopped for good with what it has, while it trains and while it is paused', async () => {
    const runs = open();
    const run = runs.order(ORDER, DATA);
    const process = await processNumber(1);
    runs.pause(run.id);
    runs.stop(run.id);
    expect(runs.list()[0]?.state).toBe('stopping');
    process.onEvent(doneEvent('cancelled'));
    process.onEnd(WELL);
    expect(runs.list()[0]).toMatchObject({ state: 'stopped', endedAt: '2026-02-03T10:00:00.000Z' });
    expect(() => runs.resume(run.id)).toThrow('cannot be resumed');
    expect(() => runs.stop(run.id)).toThrow('cannot be stopped');
    expect(() => runs.pause(run.id)).toThrow('cannot be paused');
  });

  it('that fails says why without folders, and can be tried again', async () => {
    const runs = open();
    const run = runs.order(ORDER, DATA);
    const failure = {
      kind: 'not-found',
      message: `The dataset folder ${DATA} can't be opened.`,
      retryable: false,
    } as const;
    (await processNumber(1)).onEnd({ how: 'answered', result: { ok: false, failure } });
    expect(runs.list()[0]).toMatchObject({
      state: 'failed',
      failure: { message: "The dataset folder “clinic photos” can't be opened." },
    });
    runs.resume(run.id);
    await processNumber(2);
    expect(runs.list()[0]).toMatchObject({ state: 'running', failure: null });
  });

  it('whose process dies can be resumed', async () => {
    const runs = open();
    runs.order(ORDER, DATA);
    const failure = { kind: 'engine-stopped', message: 'It ended.', retryable: true } as const;
    (await processNumber(1)).onEnd({ how: 'died', failure });
    expect(runs.list()[0]).toMatchObject({ state: 'interrupted', failure });
  });
});

describe('several runs', () => {
  it('wait for each other, and a waiting one can be paused', async () => {
    const runs = open();
    const [a, b, c] = ['A', 'B', 'C'].map((name) => runs.order({ ...ORDER, name }, DATA));
    const states = () => runs.list().map(({ state }) => state);
    const first = await processNumber(1);
    expect(states()).toEqual(['queued', 'queued', 'running']);
    runs.pause(b!.id);
    first.onEvent(doneEvent('finished'));
    first.onEnd(WELL);
    const second = await processNumber(2);
    expect(second.order.outFolder).toContain(c!.id);
    expect(states()).toEqual(['running', 'paused', 'finished']);
    expect(a!.id).not.toBe(c!.id);
  });

  it('begin only if they still may, also after they have waited or were paused', async () => {
    const runs = open();
    const [first, second] = ['A', 'B'].map((name) => runs.order({ ...ORDER, name }, DATA));
    const process = await processNumber(1);
    withdrawn = [second!.id];
    process.onEvent(doneEvent('finished'));
    process.onEnd(WELL);
    expect(runs.list()[0]).toMatchObject({ state: 'failed', failure: { message: 'Withdrawn.' } });
    runs.resume(second!.id);
    expect(runs.list()[0]?.state).toBe('failed');
    expect(runs.isBusy).toBe(false);
    expect(runs.list()[1]?.id).toBe(first!.id);
    expect(started).toHaveLength(1);
  });

  it('are deleted at once from the list, later from disk, and can be brought back in between', async () => {
    const runs = open();
    const [gone, back] = [runs.order(ORDER, DATA), runs.order({ ...ORDER, name: 'Back' }, DATA)];
    const process = await processNumber(1);
    for (const run of [gone, back]) await runFile(run, 'events.jsonl', '');
    runs.remove(gone.id);
    expect(process.killed).toBe(true);
    await processNumber(2);
    runs.remove(back.id);
    expect(runs.list()).toEqual([]);
    runs.restore(back.id);
    expect(runs.list()).toMatchObject([{ name: 'Back', state: 'interrupted' }]);
    await runs.close(1_000);
    expect(existsSync(join(folder.path, 'training', gone.id))).toBe(false);
    expect(existsSync(join(folder.path, 'training', back.id))).toBe(true);
    expect(() => runs.restore(gone.id)).toThrow('no longer in Macule');
    expect(() => runs.remove(gone.id)).toThrow('no longer in Macule');
  });
});

describe('a database that fails', () => {
  it.each(['no-space', 'database'] as const)(
    'ends neither the app nor the queue over what a run tells: %s',
    async (kind) => {
      const runs = open();
      const [first, second] = ['A', 'B'].map((name) => runs.order({ ...ORDER, name }, DATA));
      const process = await processNumber(1);
      drive.fails = kind;
      process.onEvent(startEvent());
      process.onEvent(epochEvent(1, 0.6));
      process.onEvent(doneEvent('finished'));
      process.onEnd(WELL);
      expect(runs.isBusy).toBe(false);
      expect(log.length).toBeGreaterThan(0);
      drive.fails = null;
      expect(runs.list().map(({ id, state }) => [id, state])).toEqual([
        [second!.id, 'interrupted'],
        [first!.id, 'interrupted'],
      ]);
      runs.resume(second!.id);
      expect((await processNumber(2)).order.outFolder).toContain(second!.id);
    },
  );

  it('leaves no run behind that nobody sees, where what ordered it is not written down after all', async () => {
    const runs = open();
    expect(() =>
      database.transaction(() => {
        runs.order(ORDER, DATA);
        throw new Error('SQLITE_FULL at the commit');
      }),
    ).toThrow('SQLITE_FULL');
    await runs.idle();
    expect([started.length, runs.isBusy, runs.list()]).toEqual([0, false, []]);
  });

  it('ends nothing over what is told later, and over a list that cannot be read at a run’s end', async () => {
    const runs = open();
    runs.order(ORDER, DATA);
    const process = await processNumber(1);
    drive.fails = 'database';
    process.onEvent(startEvent());
    await expect.poll(() => log.filter((line) => line.includes('SQLITE_IOERR')).length).toBe(2);
    onChange = () => void runs.list();
    process.onEnd(WELL);
    expect(runs.isBusy).toBe(false);
    [drive.fails, onChange] = [null, () => undefined];
  });
});

describe('the end of the app', () => {
  it('asks for a checkpoint, and the next start finds every run interrupted', async () => {
    const runs = open();
    for (const name of ['A', 'B']) runs.order({ ...ORDER, name }, DATA);
    const process = await processNumber(1);
    const closing = runs.close(60_000);
    expect(process.stops).toBe(1);
    process.onEvent(doneEvent('cancelled'));
    process.onEnd(WELL);
    await closing;
    expect(started).toHaveLength(1);
    const next = open();
    await next.tidy();
    expect(next.list().map(({ state }) => state)).toEqual(['interrupted', 'interrupted']);
    expect(next.isBusy).toBe(false);
  });

  it('does not wait for a process that never gets there', async () => {
    const runs = open();
    runs.order(ORDER, DATA);
    const process = await processNumber(1);
    await runs.close(1);
    expect(process.killed).toBe(true);
    expect(runs.list()[0]?.state).toBe('interrupted');
  });

  it('in a crash leaves runs that can be resumed, and sweeps folders that nobody owns', async () => {
    const runs = open();
    const run = runs.order(ORDER, DATA);
    await processNumber(1);
    await runFile(run, 'events.jsonl', `${JSON.stringify(startEvent())}\n{"event":"step","ep`);
    await mkdir(join(folder.path, 'training', 'nobody’s'));
    const next = open();
    await next.tidy();
    expect(next.list()[0]?.state).toBe('interrupted');
    expect((await next.course(run.id)).count).toBe(1);
    expect(existsSync(join(folder.path, 'training', 'nobody’s'))).toBe(false);
    expect(next.dataFolders()).toEqual([DATA]);
  });
});
