import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { modelDescriptionSchema } from '../engine/io/model-description';
import { modelIdentity } from './model-identity';

it('is the same for main, which reads the file as it is, and for the engine, which reads what it knows of it', async () => {
  const file = join(import.meta.dirname, '../../../assets/models/starter/model.json');
  const written = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
  expect(modelIdentity(written)).toBe(modelIdentity(modelDescriptionSchema.parse(written)));
});
