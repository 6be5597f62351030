import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { connect } from '../../src/main/data/database';
import { schemaNumber } from '../../src/main/data/migrate';
import { MIGRATIONS } from '../../src/main/data/migrations/all';
import { openDatabase } from '../../src/main/data/open-database';
import { databaseKey } from '../../src/main/data/seal-library';
import { DATABASE_FILE } from '../../src/main/data/set-aside';
import { readStartRecord, writeStartRecord } from '../../src/main/updates/start-record';
import { createKeys, fileKeys } from '../../src/main/vault/keyring';
import { KEYS_FILE, writeKeys } from '../../src/main/vault/keys-file';
import { makeAppVersion } from './harness/app-version';
import { environment } from './harness/environment';
import { startMacule } from './harness/macule-app';
import { createWorkFolder } from './harness/work-folder';

/** What the version before knew of the schema. */
const OLDER = MIGRATIONS.slice(0, -1);
const PATIENT = 'Ångström, Zoë';

/** A library that version 1.0.0 has left, with a patient. */
function olderLibrary(library: string): Uint8Array {
  const { keys, key } = createKeys(null);
  writeKeys(join(library, KEYS_FILE), keys);
  const opening = databaseKey(fileKeys(keys, key));
  const database = openDatabase(join(library, DATABASE_FILE), OLDER, opening);
  database.run(
    `INSERT INTO patients (id, name, notes, changed_at)
     VALUES ('10000000-0000-4000-8000-000000000001', :name, '', '2025-03-01T10:00:00.000Z')`,
    { name: PATIENT },
  );
  database.close();
  writeStartRecord(library, { lastGood: '1.0.0', trying: null });
  return opening;
}

/** What a database that nobody has open holds, and by which schema. */
function contents(
  file: string,
  key: Uint8Array,
): { readonly schema: number; readonly patients: readonly unknown[] } {
  const database = connect(file, key);
  try {
    return { schema: schemaNumber(database), patients: database.all('SELECT name FROM patients') };
  } finally {
    database.close();
  }
}

/**
 * Dialogs that hold the app up until they are answered, before there is a window: what they show goes to standard
 * output, and they are answered by the button named in the environment, else by the first.
 */
const ANSWERED = `
import { dialog } from 'electron';
const tell = (shown) => process.stdout.write('shown ' + JSON.stringify(shown) + '\\n');
dialog.showErrorBox = (title, message) => tell({ message });
dialog.showMessageBoxSync = ({ message, detail, buttons }) => {
  tell({ message, detail, buttons });
  return Math.max(0, buttons.indexOf(process.env.ANSWER));
};`;

/** A version whose window cannot be shown: what it has to do before that is done. */
const BROKEN = `${ANSWERED}
import { BrowserWindow } from 'electron';
BrowserWindow.prototype.loadURL = () => Promise.reject(new Error('broken'));`;

interface Ended {
  readonly code: number | null;
  readonly shown: readonly unknown[];
}

/** One that waits for an answer would stay when the test has failed, milliseconds. */
const LIMIT_MS = 120_000;

/** Runs a version until it ends by itself. */
async function runToEnd(app: string, library: string, answer: string): Promise<Ended> {
  const { executable, sandboxed } = environment;
  const switches = ['--no-welcome', ...(sandboxed ? [] : ['--no-sandbox'])];
  const started = spawn(executable, [app, ...switches], {
    env: { ...process.env, MACULE_DATA: library, ANSWER: answer },
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: LIMIT_MS,
  });
  let output = '';
  started.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  const [code] = (await once(started, 'close')) as [number | null];
  const lines = output.split('\n').filter((line) => line.startsWith('shown '));
  return { code, shown: lines.map((line) => JSON.parse(line.slice('shown '.length)) as unknown) };
}

test('a new version that does not start is tried again or gone back from, to the database of before', async () => {
  const folder = await createWorkFolder();
  const library = join(folder.data, 'library');
  const [older, newer] = [join(folder.pictures, '1.0.0'), join(folder.pictures, '2.0.0')];
  const database = join(library, DATABASE_FILE);
  try {
    await mkdir(library);
    const key = olderLibrary(library);
    await makeAppVersion(older, { version: '1.0.0' });
    await makeAppVersion(newer, { version: '2.0.0', before: BROKEN });
    await folder.release();

    // It changes the database, and then cannot be used.
    const failed = await runToEnd(newer, library, '');
    expect(failed).toEqual({
      code: 1,
      shown: [
        {
          message: expect.stringMatching(
            /Start Macule once more to try again or to go back to the data of the version before\.$/,
          ),
        },
      ],
    });
    expect(contents(database, key)).toEqual({ schema: MIGRATIONS.length, patients: [{ name: PATIENT }] });
    const question = {
      message: 'Macule 2.0.0 did not finish its first start.',
      detail:
        'Your data was backed up before. You can try again, or put it back as Macule 1.0.0 left it and install that version again.',
      buttons: ['Try again', 'Put the data back and quit'],
    };
    const again = await runToEnd(newer, library, 'Try again');
    expect(again).toEqual({ code: 1, shown: [question, failed.shown[0]] });
    expect(contents(database, key).schema).toBe(MIGRATIONS.length);

    const back = await runToEnd(newer, library, 'Put the data back and quit');
    expect(back).toEqual({
      code: 0,
      shown: [
        question,
        {
          message: 'Your data is as it was before the update.',
          detail:
            'Install Macule 1.0.0 again to go on with it. Nothing was deleted: what the new version made of the data lies beside it.',
          buttons: ['Quit'],
        },
      ],
    });
    expect(contents(database, key)).toEqual({ schema: OLDER.length, patients: [{ name: PATIENT }] });
    const aside = readdirSync(library).filter((name) => name.startsWith('set-aside-'));
    expect(aside).toHaveLength(1);
    expect(contents(join(library, aside[0] ?? '', DATABASE_FILE), key).schema).toBe(MIGRATIONS.length);
    expect(readStartRecord(library)).toEqual({ lastGood: '1.0.0', trying: null });

    // The version before finds what it left, and asks nothing.
    const app = await startMacule(library, [], {}, older);
    try {
      await app.page.keyboard.press('p');
      await app.page.getByText(PATIENT).first().waitFor();
      expect(app.pageErrors).toEqual([]);
    } finally {
      await app.close();
    }
    expect(existsSync(join(library, aside[0] ?? ''))).toBe(true);
    expect(await readFile(join(library, 'starts.json'), 'utf8')).toContain('"lastGood": "1.0.0"');
  } finally {
    await folder.remove();
  }
});
