import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { temporaryFolder } from '../../helpers/temporary-folder';
import { trainingEventSchema } from '../../../src/shared/training/events';
import { doctorSchema } from './printed-json';
import { writeTwoPhotoDataset } from '../../helpers/two-photo-dataset';

/** The command as users run it: the built file in plain Node. */
const CLI = resolve(import.meta.dirname, '../../../out/main/cli.js');

const folder = temporaryFolder();
const data = join(folder.path, 'data');

beforeAll(async () => {
  await writeTwoPhotoDataset(data);
});
afterAll(() => folder.remove());

it('prints pure JSON and ends', async () => {
  const child = spawn(process.execPath, [CLI, 'doctor', '--json'], { stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  expect([code, err]).toEqual([0, '']);
  expect(doctorSchema.parse(JSON.parse(out)).versions['node']).toBe(process.versions.node);
});

it('writes a checkpoint and exits with 130 when it is interrupted, and nobody is told of it', async () => {
  const [run, home] = [join(folder.path, 'run'), join(folder.path, 'home')];
  await mkdir(home);
  // ONNX Runtime tells its maker of nothing in tests, unless it takes this for none.
  const { CI: _, ORT_RUNNING_UNIT_TESTS: __, XDG_CACHE_HOME: ___, ...env } = process.env;
  const child = spawn(process.execPath, [CLI, 'train', '--data', data, '--out', run, '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...env, HOME: home },
  });
  const events: string[] = [];
  const ended = once(child, 'exit');
  for await (const line of createInterface({ input: child.stdout })) {
    const event = trainingEventSchema.parse(JSON.parse(line));
    events.push(event.event);
    if (event.event === 'start') child.kill('SIGINT');
  }
  expect(await ended).toEqual([130, null]);
  expect(events.slice(-2)).toEqual(['checkpoint', 'done']);
  const traces = (await readdir(home, { recursive: true })).filter((path) =>
    /microsoft|deviceid/i.test(path),
  );
  expect(traces, 'what ONNX Runtime keeps to tell its maker').toEqual([]);
});

it('is not upset by a reader that has seen enough', async () => {
  const child = spawn(process.execPath, [CLI, 'doctor', '--json'], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  const [err, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  expect([code, err]).toEqual([0, '']);
});
