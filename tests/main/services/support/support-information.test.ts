import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { withoutPaths } from '../../../../src/main/app/without-paths';
import { act } from '../../../../src/main/data/journal/journal';
import { openLibrary } from '../../../../src/main/data/library';
import { savePatient } from '../../../../src/main/data/repositories/patients';
import { insertUser } from '../../../../src/main/data/repositories/users';
import { supportInformation } from '../../../../src/main/services/support/support-information';
import { createKeys, fileKeys } from '../../../../src/main/vault/keyring';
import { nameRemover } from '../../../../src/main/services/support/without-names';

it('tells support what it needs, and nothing of a patient, a person, a folder or a file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'macule-support-'));
  const library = join(folder, 'Clinic of Dr Keeper');
  try {
    mkdirSync(library);
    const { keys, key } = createKeys(null);
    const { database } = await openLibrary(library, fileKeys(keys, key));
    const name = 'Demo, Amara';
    act(database, { title: 'Add', at: '2026-03-01T10:00:00.000Z' }, (edit) =>
      savePatient(
        edit,
        randomUUID(),
        { name, birthDate: null, localNumber: 'D-1001', skinType: null, notes: '' },
        { changedAt: '2026-03-01T10:00:00.000Z' },
      ),
    );
    insertUser(
      database,
      { id: randomUUID(), name: 'Dr. Quirina Keeper', role: 'administrator' },
      '2026-03-01T10:00:00.000Z',
    );
    mkdirSync(join(library, 'logs'));
    const logFile = join(library, 'logs', 'main.log');
    writeFileSync(
      logFile,
      [
        '[2026-03-01 10:00:00.000] [info]  Macule 0.1.0 on Electron 33.2.1, linux',
        `[2026-03-01 10:01:00.000] [info]  uncaught: ENOENT: no such file, open '${library}/photos/x.jpg'`,
        `[2026-03-01 10:02:00.000] [info]  import of "${name} left.jpg" failed`,
        `[2026-03-01 10:02:30.000] [info]  import of amara-2026.heic failed for ${name.toUpperCase()}, D-1001`,
        '[2026-03-01 10:03:00.000] [info]  engine: it ended with code 139; restart in 500 ms on clinic-pc-7',
        '[2026-03-01 10:04:00.000] [info]  quirina was refused',
      ].join('\n'),
    );
    const text = await supportInformation({
      ...{ database, dataFolder: library, logFile, withoutPaths, now: new Date('2026-03-02T00:00:00Z') },
      versions: { macule: '0.1.0', electron: '33.2.1' },
      computer: {
        ...{ system: 'linux 6.1 x64', processor: 'A processor', cores: 2 },
        ...{ memoryBytes: 8e9, freeMemoryBytes: 3e9 },
      },
      engine: { process: 'stopped', reason: `It does not start: ${library}/engine-cache is damaged.` },
      protectedBy: 'passphrase',
      otherNames: ['clinic-pc-7'],
    });
    database.close();
    const secrets = [...name.split(', '), 'Quirina', 'Keeper', 'D-1001', 'clinic-pc-7', library, folder];
    const lower = text.toLowerCase();
    expect(secrets.filter((secret) => lower.includes(secret.toLowerCase()))).toEqual([]);
    expect(text).not.toMatch(/\.jpg|\.heic|[\\/]photos/);
    expect(text).toContain('macule 0.1.0, electron 33.2.1');
    expect(text).toContain('users 1, patients 1, visits 0, photos 0');
    expect(text).toMatch(/database \d+\.\d MB, photos 0\.0 MB/);
    expect(text).toContain('engine: it ended with code 139; restart in 500 ms on <name>');
    expect(text).toContain('Engine: stopped, It does not start: <path>');
    expect(text).not.toContain('Macule 0.1.0 on Electron');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('takes out every word of a name, whatever its case, and leaves the others', () => {
  const clean = nameRemover(['Demo, Amara', 'Ng, Li', 'O’Brien-Müller, Zoë']);
  expect(clean('AMARA and zoë O’Brien-Müller met a demonstration of Li and li')).toBe(
    '<name> and <name> <name> met a demonstration of <name> and li',
  );
});

it('takes out names whose letters carry marks, and those that are joined to other words', () => {
  const clean = nameRemover(['मीरा शर्मा', 'Zoë Ångström', 'Anna Schmidt', 'K-204-01']);
  expect(clean('import of मीरा शर्मा 3 failed')).toBe('import of <name> <name> 3 failed');
  expect(clean('Zoë Ångström'.normalize('NFD'))).toBe('<name> <name>');
  expect(clean('schmidt_anna_left failed, Anna’s too, K-204-01 and 204_left')).toBe(
    '<name>_<name>_left failed, <name>’s too, <name> and <name>_left',
  );
  expect(clean('[2026-03-01 10:00:00.000] ended')).toBe('[2026-03-01 10:00:00.000] ended');
});
