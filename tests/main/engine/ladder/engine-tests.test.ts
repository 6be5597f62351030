import { spawnSync } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { EngineTests, type TestResult } from '../../../../src/main/engine/ladder/engine-tests';
import { temporaryFolder } from '../../../helpers/temporary-folder';

const folder = temporaryFolder();
afterAll(() => folder.remove());

let places = 0;
const newPlace = (): string => join(folder.path, String((places += 1)));
const open = (place: string, { circumstances = 'a card', afterCrash = false } = {}): EngineTests =>
  new EngineTests({ folder: place, circumstances, afterCrash });

const passed: Omit<TestResult, 'circumstances'> = {
  engine: 'onnxruntime-webgpu',
  digest: 'abc',
  outcome: 'passed',
  message: null,
  difference: 1e-6,
  ms: 1,
  processorMs: 2,
};

/** Process id of a process that has ended. */
const endedPid = (): number => spawnSync(process.execPath, ['-e', '']).pid;

/** A marker as a process leaves it that was ended at once. */
async function leaveMarker(place: string, use: 'test' | 'work', pid = endedPid()): Promise<void> {
  const tests = open(place);
  const file = tests.mark('onnxruntime-webgpu', 'abc', use) ?? '';
  const marker = JSON.parse(await readFile(file, 'utf8')) as object;
  tests.unmark(file);
  const left = file.replace(/\.\d+\.running$/, `.${pid}.running`);
  await writeFile(left, JSON.stringify({ ...marker, pid }));
}

const outcome = (tests: EngineTests) => tests.find('onnxruntime-webgpu', 'abc')?.outcome ?? null;
const markers = async (place: string) => (await readdir(place)).filter((name) => name.endsWith('.running'));

it('remembers results for their circumstances only', async () => {
  const place = newPlace();
  await open(place).add(passed);
  expect(open(place).find('onnxruntime-webgpu', 'abc')).toEqual({ ...passed, circumstances: 'a card' });
  expect(open(place).newest('onnxruntime-webgpu')?.digest).toBe('abc');
  expect(outcome(open(place, { circumstances: 'another driver' }))).toBeNull();
  expect(open(place).find('onnxruntime-webgpu', 'another graph')).toBeNull();
  expect(open(place).find('onnxruntime-cuda', 'abc')).toBeNull();
});

it('forgets what it is told to forget, on disk too', async () => {
  const place = newPlace();
  const tests = open(place);
  await tests.add(passed);
  await tests.add({ ...passed, engine: 'onnxruntime-cuda' });
  tests.forget('onnxruntime-webgpu');
  expect([outcome(tests), outcome(open(place))]).toEqual([null, null]);
  expect(open(place).newest('onnxruntime-cuda')).not.toBeNull();
  tests.forget();
  expect(await readdir(place)).toEqual([]);
});

it('a test that took the computer down counts as a crash', async () => {
  const place = newPlace();
  await leaveMarker(place, 'test');
  expect(open(place).find('onnxruntime-webgpu', 'abc')).toMatchObject({
    outcome: 'crashed',
    message: expect.stringContaining('the computer went down') as string,
  });
  await expect.poll(() => markers(place)).toEqual([]);
  expect(outcome(open(place))).toBe('crashed');
});

it('work that took the engine down counts as a crash; work that Macule’s end cut off is tested again', async () => {
  const crashed = newPlace();
  await open(crashed).add(passed);
  await leaveMarker(crashed, 'work');
  expect(outcome(open(crashed, { afterCrash: true }))).toBe('crashed');
  const ended = newPlace();
  await open(ended).add(passed);
  await leaveMarker(ended, 'work');
  expect(outcome(open(ended))).toBeNull();
  expect(await readdir(ended)).toEqual([]);
});

it('leaves a process alone that is at work right now', async () => {
  const place = newPlace();
  await open(place).add(passed);
  await leaveMarker(place, 'work', process.ppid);
  expect(outcome(open(place, { afterCrash: true }))).toBe('passed');
  expect(await markers(place)).toHaveLength(1);
});

it('a marker of other circumstances says nothing', async () => {
  const place = newPlace();
  await leaveMarker(place, 'test');
  expect(outcome(open(place, { circumstances: 'another driver' }))).toBeNull();
  expect(await readdir(place)).toEqual([]);
});

it('works without a folder, and drops what is damaged', async () => {
  const blocked = newPlace();
  await writeFile(blocked, '');
  const tests = open(blocked);
  await tests.add(passed);
  expect([outcome(tests), tests.mark('onnxruntime-webgpu', 'abc', 'work')]).toEqual(['passed', null]);
  const place = newPlace();
  await open(place).add(passed);
  const [name = ''] = await readdir(place);
  await writeFile(join(place, name), '{"engine":');
  expect(outcome(open(place))).toBeNull();
  expect(await readdir(place)).toEqual([]);
});
