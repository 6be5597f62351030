import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { ModelProto } from '../../../src/main/engine/compiler/onnx/schema';
import { appFolder, RANDOM_THRESHOLD, runMacule } from '../../helpers/run-macule';
import { temporaryFolder } from '../../helpers/temporary-folder';
import { fatalSchema } from './printed-json';

const folder = temporaryFolder();
let app: string;
beforeAll(async () => {
  app = await appFolder(folder.path);
  await writeFile(join(app, 'assets/models/starter/CARD.md'), '# What it is');
});
afterAll(() => folder.remove());

const summarySchema = z.strictObject({
  file: z.string(),
  bytes: z.number(),
  model: z.strictObject({ id: z.string(), sha256: z.string(), threshold: z.number(), longSide: z.number() }),
});

const modelSchema = z.object({
  irVersion: z.number(),
  producerName: z.string(),
  producerVersion: z.string(),
  docString: z.string(),
  opsetImport: z.array(z.object({ version: z.number() })),
  metadataProps: z.array(z.object({ key: z.string(), value: z.string() })),
});

it('export writes one file that says what it is', async () => {
  const file = join(folder.path, 'a', 'detector.onnx');
  const { code, out, err } = await runMacule(app, ['export', '--onnx', file, '--json']);
  expect([code, err]).toEqual([0, '']);
  const bytes = await readFile(file);
  const { model, ...summary } = summarySchema.parse(JSON.parse(out));
  expect(summary).toEqual({ file, bytes: bytes.length });
  expect(model).toMatchObject({ id: 'starter', threshold: RANDOM_THRESHOLD, longSide: 1024 });
  expect(await readdir(join(folder.path, 'a'))).toEqual(['detector.onnx']);

  const written = modelSchema.parse(ModelProto.toObject(ModelProto.decode(bytes), { longs: Number }));
  // Read by every ONNX Runtime since 1.14 (February 2023).
  expect([written.irVersion, written.opsetImport]).toEqual([8, [{ version: 18 }]]);
  expect([written.producerName, written.producerVersion]).toEqual(['macule', '9.8.7']);
  expect(written.docString).toContain('not a diagnosis');
  const about = Object.fromEntries(written.metadataProps.map(({ key, value }) => [key, value]));
  expect(about).toMatchObject({
    'macule.version': '9.8.7',
    'macule.model': 'starter',
    'macule.types': '["comedone","nodule","papule","pustule"]',
    'macule.threshold': String(RANDOM_THRESHOLD),
    'macule.long_side': '1024',
    'macule.weights_sha256': model.sha256,
    'macule.card': '# What it is',
  });
  expect(about['macule.intended_use']).toMatch(/[Rr]esearch and evaluation; not a diagnosis/);
  expect(about['macule.inputs']).toContain('photo: uint8 [height, width, 3]');
  expect(about['macule.outputs']).toContain('boxes: float32 [lesions, 4]');
  expect(Date.parse(about['macule.exported_at'] ?? '')).not.toBeNaN();
});

it('export replaces a file only with --force', async () => {
  const file = join(folder.path, 'mine.onnx');
  await writeFile(file, 'mine');
  const refused = await runMacule(app, ['export', '--onnx', file, '--json']);
  expect(refused.code).toBe(2);
  expect(fatalSchema.parse(JSON.parse(refused.out)).error).toMatchObject({ kind: 'invalid-input' });
  expect(await readFile(file, 'utf8')).toBe('mine');
  const forced = await runMacule(app, ['export', '--onnx', file, '--force']);
  expect(forced.code).toBe(0);
  expect(forced.out).toContain(file);
  expect((await readFile(file)).length).toBeGreaterThan(10_000);
});

it('export says what is wrong with the model or the place', async () => {
  const nowhere = await runMacule(app, ['export', '--model', join(folder.path, 'none'), '--onnx', 'x.onnx']);
  expect([nowhere.code, nowhere.out]).toEqual([2, '']);
  expect(nowhere.err).toMatch(/none cannot be used: it has no readable model\.json/);
  const underFile = join(app, 'package.json', 'x.onnx');
  const unwritable = await runMacule(app, ['export', '--onnx', underFile]);
  expect(unwritable.code).toBe(1);
  expect(unwritable.err).toMatch(/“x\.onnx” can't be saved .*Choose a folder that you may write to/);
  expect((await runMacule(app, ['export'])).err).toMatch(/required option '--onnx <file>'/);
});

it('export can be cancelled', async () => {
  const file = join(folder.path, 'cancelled.onnx');
  const { code, out } = await runMacule(app, ['export', '--onnx', file], { signal: AbortSignal.abort() });
  expect([code, out]).toEqual([130, '']);
  await expect(readFile(file)).rejects.toThrow('ENOENT');
});
