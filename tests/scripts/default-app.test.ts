import { extractFile, listPackage } from '@electron/asar';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packAsar } from '../../scripts/bootstrap/asar.mjs';
import { DEFAULT_APP } from '../../scripts/bootstrap/default-app.mjs';
import { withFolder } from '../helpers/pictures';

test('Electron’s own library reads the archive that is written without it', async () => {
  await withFolder(async (folder) => {
    const archive = join(folder, 'default_app.asar');
    await writeFile(archive, packAsar({ ...DEFAULT_APP, 'ä.txt': 'Ünïcode' }));
    expect(
      listPackage(archive, { isPack: false })
        .map((name) => name.slice(1))
        .sort(),
    ).toEqual(['main.mjs', 'package.json', 'ä.txt'].sort());
    expect(extractFile(archive, 'main.mjs').toString('utf8')).toBe(DEFAULT_APP['main.mjs']);
    expect(extractFile(archive, 'ä.txt').toString('utf8')).toBe('Ünïcode');
  });
});
