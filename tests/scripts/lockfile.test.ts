import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { installMatchesLock } from '../../scripts/bootstrap/lockfile.mjs';
import { withFolder } from '../helpers/pictures';

const LOCKED = {
  '': { version: '0.1.0' },
  'node_modules/zod': { version: '4.6.7' },
  'node_modules/fast': { version: '1.0.0', optional: true },
};

const matches = (installed: object | null) =>
  withFolder(async (folder) => {
    await mkdir(join(folder, 'node_modules'));
    await writeFile(join(folder, 'package-lock.json'), JSON.stringify({ packages: LOCKED }));
    if (installed !== null) {
      await writeFile(
        join(folder, 'node_modules/.package-lock.json'),
        JSON.stringify({ packages: installed }),
      );
    }
    return installMatchesLock(folder);
  });

test.each([
  [
    'everything is there',
    { 'node_modules/zod': { version: '4.6.7' }, 'node_modules/fast': { version: '1.0.0' } },
    true,
  ],
  ['an optional package is missing', { 'node_modules/zod': { version: '4.6.7' } }, true],
  ['a package is missing', {}, false],
  ['a package has another version', { 'node_modules/zod': { version: '4.6.6' } }, false],
  ['nothing was installed', null, false],
])('an installation where %s', async (_, installed, expected) => {
  expect(await matches(installed)).toBe(expected);
});
