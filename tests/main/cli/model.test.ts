import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keysFile } from '../../../src/main/data/library-keys';
import { readDetectorFolder } from '../../../src/main/engine/io/model-folder';
import { createKeys } from '../../../src/main/vault/keyring';
import { writeKeys } from '../../../src/main/vault/keys-file';
import { appFolder, runMacule } from '../../helpers/run-macule';
import { temporaryFolder } from '../../helpers/temporary-folder';

const folder = temporaryFolder();
let app: string;
beforeAll(async () => {
  app = await appFolder(folder.path);
});
afterAll(() => folder.remove());

const at = (name: string): string => join(folder.path, name);

it('takes a model to another computer as one signed file, and refuses what is not as it was signed', async () => {
  writeKeys(keysFile(folder.path), createKeys(null).keys);
  const file = at('ours.macule-model');
  const made = await runMacule(app, ['model', 'export', 'starter', file, '--library', folder.path, '--json']);
  expect([made.code, made.err]).toEqual([0, '']);
  const { signer } = JSON.parse(made.out) as { signer: string };
  expect(
    (await runMacule(app, ['model', 'export', 'starter', file, '--library', folder.path])).code,
  ).not.toBe(0);

  const verified = await runMacule(app, ['model', 'verify', file, '--json']);
  const starter = await readDetectorFolder(join(app, 'assets/models/starter'));
  const { id, title, weightsSha256 } = starter.description;
  expect(JSON.parse(verified.out)).toMatchObject({
    id,
    title,
    sha256: weightsSha256,
    signer,
    madeWith: '9.8.7',
  });

  // Only of the signer that was named.
  const other = ['model', 'import', file, '--out', at('other'), '--signer', 'AAAA BBBB'];
  expect((await runMacule(app, other)).err).toContain('signed by another library');
  const importing = [
    'model',
    'import',
    file,
    '--out',
    at('theirs'),
    '--signer',
    signer.toLowerCase(),
    '--json',
  ];
  expect((await runMacule(app, importing)).code).toBe(0);
  expect((await readDetectorFolder(at('theirs'))).weights).toEqual(starter.weights);

  const changed = await readFile(file);
  changed[changed.length - 9] = (changed[changed.length - 9] ?? 0) ^ 1;
  await writeFile(at('changed.macule-model'), changed);
  const refused = await runMacule(app, ['model', 'verify', at('changed.macule-model'), '--json']);
  expect(refused.code).not.toBe(0);
  expect(JSON.parse(refused.out)).toMatchObject({ error: { kind: 'unreadable-file' } });
  expect((await runMacule(app, ['model', 'verify', at('gone')])).err).toContain('no file “gone”');
});
