import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { appFolder, runMacule } from '../../helpers/run-macule';
import { temporaryFolder } from '../../helpers/temporary-folder';
import { fatalSchema } from './printed-json';

const folder = temporaryFolder();
let app: string;
beforeAll(async () => {
  app = await appFolder(folder.path);
});
afterAll(() => folder.remove());

const graphSchema = z.object({
  model: z.string(),
  phase: z.enum(['infer', 'train']),
  passes: z.array(
    z.object({
      name: z.string(),
      nodes: z.number().int().positive(),
      transposes: z.number().int(),
      constants: z.number().int(),
      constantBytes: z.number().int(),
      operators: z.record(z.string(), z.number().int().positive()),
    }),
  ),
});

async function passesOf(...args: string[]) {
  const { code, out, err } = await runMacule(app, ['graph', '--json', ...args]);
  expect([code, err]).toEqual([0, '']);
  return graphSchema.parse(JSON.parse(out)).passes;
}

it('folds the shipped detector to convolutions with one transpose, at its output', async () => {
  const passes = await passesOf();
  const [recorded, compiled] = [passes[0]!, passes.at(-1)!];
  expect(passes.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['recorded', 'fold constants', 'fold batch normalisation']),
  );
  expect(recorded.operators['Reciprocal']).toBeGreaterThan(10);
  expect(compiled.operators).not.toHaveProperty('Reciprocal');
  expect(compiled.operators['Conv']).toBe(recorded.operators['Conv']);
  expect(compiled.transposes).toBe(1);
  expect(compiled.nodes).toBeLessThan(recorded.nodes / 3);
  expect(compiled.constantBytes).toBeLessThanOrEqual(recorded.constantBytes);
});

it.each([['starter'], ['seed-cnn']])('a training step of %s gets smaller, never bigger', async (model) => {
  const passes = await passesOf('--model', model, '--phase', 'train');
  const [recorded, compiled] = [passes[0]!, passes.at(-1)!];
  expect(compiled.nodes).toBeLessThan(recorded.nodes);
  expect(compiled.transposes).toBeLessThanOrEqual(recorded.transposes);
  expect(compiled.constantBytes).toBeLessThanOrEqual(recorded.constantBytes);
});

it('prints a table, and writes a text for each row of it', async () => {
  const dump = join(folder.path, 'dump', 'deeper');
  const { code, out } = await runMacule(app, ['graph', '--dump', dump]);
  expect(code).toBe(0);
  const files = (await readdir(dump)).sort();
  expect(files[0]).toBe('00-recorded.txt');
  const rows = out.split('\n\n')[0]!.split('\n').slice(1);
  expect(rows).toHaveLength(files.length);
  expect(rows[0]).toMatch(/^recorded +\d+ +\d+ +\d+ +\d+\.\d\d$/);
  for (const [index, file] of files.entries()) {
    const text = await readFile(join(dump, file), 'utf8');
    expect(text).toMatch(/^inputs\n {2}picture: float32\[1, 3, 640, 640]\n/);
    const nodes = /operators\n {2}(\d+): /.exec(text)?.[1];
    expect(rows[index]).toMatch(new RegExp(` ${nodes} `));
  }
});

it('refuses a folder that holds something, and a model that is none', async () => {
  const filled = join(folder.path, 'filled');
  await mkdir(filled);
  await writeFile(join(filled, 'notes.txt'), '');
  const dumped = await runMacule(app, ['graph', '--json', '--dump', filled]);
  expect(fatalSchema.parse(JSON.parse(dumped.out)).error).toMatchObject({ kind: 'invalid-input' });
  const missing = await runMacule(app, ['graph', '--json', '--model', join(folder.path, 'none')]);
  expect(fatalSchema.parse(JSON.parse(missing.out)).error).toMatchObject({ kind: 'model-unavailable' });
  const phase = await runMacule(app, ['graph', '--phase', 'dance']);
  expect(phase.err).toMatch(/Allowed choices are infer, train/);
});
