import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { BackupNews } from '../../../src/main/data/backup/process';
import { Backups } from '../../../src/main/services/backup/backups';
import type { BackupState } from '../../../src/shared/ipc/backup';
import { withFolder } from '../../helpers/pictures';

const DAY = 24 * 60 * 60 * 1000;

interface Bench {
  readonly backups: Backups;
  readonly planFile: string;
  readonly started: string[];
  readonly states: BackupState[];
  /** Whether each that ended ended well. */
  readonly ends: boolean[];
  readonly tell: (news: BackupNews) => void;
  clock: number;
  driveIsThere: boolean;
  stopped: number;
}

const withBench = (use: (bench: Bench) => void) =>
  withFolder((folder) => {
    const started: string[] = [];
    const states: BackupState[] = [];
    let hear: (news: BackupNews) => void = () => undefined;
    const bench: Bench = {
      ...{ started, states, clock: Date.parse('2026-03-01T10:00:00Z'), driveIsThere: true, stopped: 0 },
      ends: [],
      tell: (news) => hear(news),
      planFile: join(folder, 'plan.json'),
      backups: new Backups({
        planFile: join(folder, 'plan.json'),
        now: () => bench.clock,
        isProtected: () => true,
        folderIsThere: () => bench.driveIsThere,
        start: (file, onNews) => {
          started.push(file);
          hear = onNews;
          return { stop: () => (bench.stopped += 1) };
        },
        onChange: (state) => states.push(state),
        onEnd: (well) => bench.ends.push(well),
      }),
    };
    use(bench);
    return Promise.resolve();
  });

const report = { added: 1, removed: 0, files: 1, bytes: 1 };

it('is due a day after the last one, made as soon as its drive is there, and never twice at once', () =>
  withBench((bench) => {
    const { backups, started, tell } = bench;
    expect(backups.state).toMatchObject({ fileName: null, overdue: true, everyDays: 1 });
    expect(() => backups.run()).toThrow('not known where');
    backups.runIfDue();
    backups.choose('/drive/clinic.macule-backup');
    bench.driveIsThere = false;
    backups.runIfDue();
    expect(() => backups.run()).toThrow('not there');
    expect(started).toEqual([]);
    bench.driveIsThere = true;
    backups.runIfDue();
    backups.run();
    expect(started).toEqual(['/drive/clinic.macule-backup']);
    tell({ kind: 'done', report: { ...report, at: '2026-03-01T10:01:00.000Z' } });
    expect(backups.state).toMatchObject({
      overdue: false,
      running: null,
      lastAt: '2026-03-01T10:01:00.000Z',
    });
    expect(bench.ends).toEqual([true]);
    bench.clock += DAY;
    backups.runIfDue();
    expect(started).toHaveLength(1);
    bench.clock += DAY;
    backups.runIfDue();
    expect(started).toHaveLength(2);
  }));

it('tells how far it is and how long it takes, can be cancelled, and says why it failed', () =>
  withBench((bench) => {
    const { backups, tell, states } = bench;
    backups.choose('/drive/clinic.macule-backup');
    backups.run();
    bench.clock += 10_000;
    tell({ kind: 'progress', done: 100, total: 300 });
    expect(states.at(-1)?.running).toEqual({ done: 100, total: 300, secondsLeft: 20 });
    backups.cancel();
    expect([bench.stopped, backups.state.running]).toEqual([1, null]);
    tell({ kind: 'done', report: { ...report, at: '2026-03-01T10:01:00.000Z' } });
    expect(backups.state.lastAt).toBeNull();
    backups.run();
    const failure = { kind: 'no-space', message: 'The drive is full.', retryable: true } as const;
    tell({ kind: 'failed', failure });
    expect(backups.state).toMatchObject({ failure, running: null, overdue: true });
    backups.setEvery(null);
    expect(backups.state.overdue).toBe(false);
  }));

it('that cannot be noted on the library’s own drive ends nothing, and is told as failed', () =>
  withBench((bench) => {
    const { backups, tell } = bench;
    backups.choose('/drive/clinic.macule-backup');
    backups.run();
    // Nothing can be written in place of the plan any more.
    rmSync(bench.planFile);
    mkdirSync(`${bench.planFile}.${process.pid}.partial`);
    tell({ kind: 'done', report: { ...report, at: '2026-03-01T10:01:00.000Z' } });
    expect(bench.ends).toEqual([true]);
    expect(backups.state).toMatchObject({ running: null, lastAt: null, failure: { file: 'plan.json' } });
  }));
