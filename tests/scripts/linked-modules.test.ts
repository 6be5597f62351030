import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { refuseLinked } from '../../scripts/bootstrap/install.mjs';
import { temporaryFolder } from '../helpers/temporary-folder';

const folder = temporaryFolder();
afterAll(() => folder.remove());

it('packages behind a link are never replaced; a folder or nothing may be', () => {
  const real = join(folder.path, 'packages');
  mkdirSync(join(real, 'some-package'), { recursive: true });
  const link = join(folder.path, 'node_modules');
  symlinkSync(real, link, 'junction');
  expect(() => refuseLinked(link)).toThrow(/node_modules is a link to .*packages/);
  expect(existsSync(join(real, 'some-package'))).toBe(true);
  expect(() => refuseLinked(real)).not.toThrow();
  expect(() => refuseLinked(join(folder.path, 'absent'))).not.toThrow();
});
