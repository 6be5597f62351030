import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { User } from '../../shared/access/role';
import { MaculeError } from '../../shared/errors';
import { forgetHistory } from '../data/journal/purge';
import { openLibrary } from '../data/library';
import { readSettings, writeSettings } from '../data/repositories/settings';
import { insertUser } from '../data/repositories/users';
import { fillFolder } from '../datasets/write/finished-folder';
import { createKeys, fileKeys, withDevice, withRecoveryKey, withUser } from '../vault/keyring';
import { KEYS_FILE, writeKeys, type Keys } from '../vault/keys-file';
import type { LibraryKey } from '../vault/library-key';
import { DEMO_PATIENTS } from './demo-patients';
import { readSplitSalt } from '../data/repositories/retraining';
import { addPatient, type DemoPhotography, type MadePatient } from './add-patient';
import { teachingPatients, TEACHING_PHOTOS } from './teaching-patients';

const CLINIC_PHOTOS: DemoPhotography = {
  ...{ width: 900, height: 1080, margin: 180, lesionScale: 1 },
  ...{ camera: null, confirmed: false },
};

export interface DemoOptions {
  /** Day of the last visit of the patient who was seen last, ISO 8601. */
  readonly today: string;
  /** Patients, from the first; all by default. */
  readonly patients?: number;
  /** Besides, as many patients with confirmed maps as the model in use can be taught on. */
  readonly toTeach?: boolean;
  /** Its administrator; without one, this computer opens the library without asking. */
  readonly administrator?: { readonly name: string; readonly passphrase: string };
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface DemoClinic {
  /** How the library is opened; null where this computer opens it without asking. */
  readonly access: { readonly userId: string; readonly recoveryKey: string } | null;
  readonly patients: readonly MadePatient[];
}

/**
 * Makes a library of rendered patients, as the app keeps it, in a new folder: all of it or nothing.
 * @throws MaculeError `invalid-input` for a folder that holds something, `cancelled`, `no-space`.
 */
export const makeDemo = (library: string, options: DemoOptions): Promise<DemoClinic> =>
  fillFolder(library, (folder) => fill(folder, options));

async function fill(folder: string, options: DemoOptions): Promise<DemoClinic> {
  const { today, signal, onProgress } = options;
  const { keys, key, access } = await demoKeys(options.administrator);
  writeKeys(join(folder, KEYS_FILE), keys);
  const { database, store } = await openLibrary(folder, fileKeys(keys, key));
  try {
    if (access) insertUser(database, access.user, `${today}T08:00:00.000Z`);
    const shown = DEMO_PATIENTS.slice(0, options.patients ?? DEMO_PATIENTS.length).map(
      (patient) => [patient, CLINIC_PHOTOS] as const,
    );
    const taught = options.toTeach ? teachingPatients(readSplitSalt(database)) : [];
    const chosen = [...shown, ...taught.map((patient) => [patient, TEACHING_PHOTOS] as const)];
    const total = chosen.reduce((sum, [{ visits }]) => sum + visits.length, 0);
    let done = 0;
    const patients: MadePatient[] = [];
    for (const [patient, photography] of chosen) {
      patients.push(
        await addPatient({ database, store }, patient, photography, today, () => {
          if (signal?.aborted) throw cancelled();
          onProgress?.(done, total);
          done += 1;
        }),
      );
    }
    forgetHistory(database);
    writeSettings(database, { ...readSettings(database), welcome: 'done' });
    return {
      access: access && { userId: access.user.id, recoveryKey: access.recoveryKey },
      patients,
    };
  } finally {
    database.close();
  }
}

async function demoKeys(administrator: DemoOptions['administrator']): Promise<{
  readonly keys: Keys;
  readonly key: LibraryKey;
  readonly access: { readonly user: User; readonly recoveryKey: string } | null;
}> {
  const { keys: fresh, key } = createKeys(null);
  if (!administrator) return { keys: fresh, key, access: null };
  const { name, passphrase } = administrator;
  const user: User = { id: randomUUID(), name, role: 'administrator' };
  const named = withDevice(await withUser(fresh, key, { id: user.id, name, passphrase }), null);
  const { keys, recoveryKey } = await withRecoveryKey(named, key);
  return { keys, key, access: { user, recoveryKey } };
}

const cancelled = (): MaculeError =>
  new MaculeError({ kind: 'cancelled', message: 'The demo was not made.', retryable: true });
