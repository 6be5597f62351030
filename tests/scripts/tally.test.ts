import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { tally, total } from '../../scripts/testing/tally.mjs';
import { withFolder } from '../helpers/pictures';

const file = (status: string, ...states: readonly string[]) => ({
  status,
  assertionResults: states.map((state) => ({ status: state, title: 'a test' })),
});

const counted = (results: readonly unknown[], ok: boolean) =>
  withFolder(async (folder) => {
    const report = join(folder, 'report.json');
    await writeFile(report, JSON.stringify({ testResults: results }));
    return tally(report, ok);
  });

describe('the count of passed and failed tests', () => {
  test('takes every test of every file', async () => {
    const results = [file('passed', 'passed', 'passed'), file('failed', 'passed', 'failed')];
    expect(await counted(results, false)).toMatchObject({ passed: 3, failed: 1 });
  });

  test('a file that could not be loaded is a failure', async () => {
    expect(await counted([file('failed'), file('passed', 'passed')], false)).toMatchObject({
      passed: 1,
      failed: 1,
    });
  });

  test('a test that was left out is a failure', async () => {
    expect(await counted([file('passed', 'passed', 'pending')], true)).toMatchObject({
      passed: 1,
      failed: 1,
    });
  });

  test('a test that was left out for what its name says is told, and counts as nothing', async () => {
    const title = 'keeps the key [needs gnome-keyring]';
    const results = [
      {
        status: 'passed',
        assertionResults: [
          { status: 'passed', title: 'a test' },
          { status: 'pending', title },
        ],
      },
    ];
    expect(await counted(results, true)).toEqual({ passed: 1, failed: 0, left: [title] });
  });

  test('a run that failed although every test passed is a failure', async () => {
    expect(await counted([file('passed', 'passed')], false)).toMatchObject({ passed: 1, failed: 1 });
  });

  test('a run without a report is a failure', () => {
    expect(tally('/there/is/none.json', true)).toEqual({ passed: 0, failed: 1 });
  });

  test('several runs add up', () => {
    const runs = [
      { passed: 2, failed: 1 },
      { passed: 3, failed: 0 },
    ];
    expect(total(runs)).toEqual({ passed: 5, failed: 1, left: [] });
  });
});
