import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { User } from '../../shared/access/role';
import { plusDays } from '../../shared/day';
import { MaculeError } from '../../shared/errors';
import { fatesOf, type FatedLesion } from '../../shared/fate/lesion-fates';
import { drawCourse } from '../../shared/phantom/course';
import { Person, type PhotographedLesion } from '../../shared/phantom/person';
import { drawPose, REST, type Pose } from '../../shared/phantom/pose';
import { seededRandom, uniform } from '../../shared/random';
import { CONSENT_SCOPES, UNDESCRIBED_PHOTOGRAPH } from '../../shared/record/photograph';
import type { WritableDatabase } from '../data/database';
import { act, type Edit } from '../data/journal/journal';
import { forgetHistory } from '../data/journal/purge';
import { openLibrary } from '../data/library';
import { savePatient } from '../data/repositories/patients';
import { savePhotograph } from '../data/repositories/photographs';
import type { StoredPhoto } from '../data/repositories/photos';
import { readSettings, writeSettings } from '../data/repositories/settings';
import { saveTreatment } from '../data/repositories/treatments';
import { insertUser } from '../data/repositories/users';
import { saveVisit } from '../data/repositories/visits';
import { storePhoto, type PhotoLibrary } from '../data/store-photo';
import { fillFolder } from '../datasets/write/finished-folder';
import { encodeJpeg } from '../imaging/encode-jpeg';
import { fingerprint } from '../imaging/fingerprint';
import { importPicture } from '../imaging/import-picture';
import { createKeys, fileKeys, withDevice, withRecoveryKey, withUser } from '../vault/keyring';
import { KEYS_FILE, writeKeys, type Keys } from '../vault/keys-file';
import type { LibraryKey } from '../vault/library-key';
import { idsFrom } from './demo-ids';
import { DEMO_PATIENTS, type DemoPatient } from './demo-patients';

/** Pixels of every photo. */
const SIZE = { width: 900, height: 1080 } as const;
/** Painted around every photo, for heads that are held aside or further away. */
const MARGIN = 180;
/** A whole face, chin and all, fits the photo from here. */
const FURTHER = 0.94;
const JPEG_QUALITY = 93;
const WEEK_DAYS = 7;
/** A left view shows the left cheek: the head is turned to its right. Radians. */
const SIDES = [
  ['left-45', -0.7],
  ['right-45', 0.7],
] as const;

export interface DemoOptions {
  /** Day of the last visit of the patient who was seen last, ISO 8601. */
  readonly today: string;
  /** Patients, from the first; all by default. */
  readonly patients?: number;
  /** Its administrator; without one, this computer opens the library without asking. */
  readonly administrator?: { readonly name: string; readonly passphrase: string };
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/** A photo from the side of a demo visit; lesions as those of the visit. */
export interface DemoSide {
  readonly view: 'left-45' | 'right-45';
  readonly photoId: string;
  readonly lesions: readonly PhotographedLesion[];
}

/** One visit of the demo, with what is truly on its photo. */
export interface DemoVisit {
  readonly visitId: string;
  readonly date: string;
  readonly photoId: string;
  readonly fingerprint: string;
  /** The same lesion has the same number at every visit of a patient; boxes in pixels of the photo. */
  readonly lesions: readonly PhotographedLesion[];
  /** Photos from the side, with the lesions that show from there; empty for most patients. */
  readonly sides: readonly DemoSide[];
  /** What truly became of each lesion since the visit before, by those numbers; null at the first visit. */
  readonly fates: readonly FatedLesion[] | null;
}

export interface DemoClinic {
  /** How the library is opened; null where this computer opens it without asking. */
  readonly access: { readonly userId: string; readonly recoveryKey: string } | null;
  readonly patients: readonly {
    readonly patientId: string;
    readonly name: string;
    readonly visits: readonly DemoVisit[];
  }[];
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
    const chosen = DEMO_PATIENTS.slice(0, options.patients ?? DEMO_PATIENTS.length);
    const total = chosen.reduce((sum, { visits }) => sum + visits.length, 0);
    let done = 0;
    const patients: DemoClinic['patients'][number][] = [];
    for (const patient of chosen) {
      patients.push(
        await addPatient({ database, store }, patient, today, () => {
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

async function addPatient(
  library: PhotoLibrary,
  patient: DemoPatient,
  today: string,
  onVisit: () => void,
): Promise<DemoClinic['patients'][number]> {
  const { database } = library;
  const { details, tone, seed, visits, treatments } = patient;
  const newId = idsFrom(seed);
  const patientId = newId();
  const lastWeek = visits.at(-1)?.[0] ?? 0;
  // Patients were seen last on different days.
  const start = plusDays(today, -(lastWeek * WEEK_DAYS) - (seed % 20));
  const person = new Person({ ...SIZE, seed, tone, margin: MARGIN });
  const course = drawCourse(person, {
    ...{ seed, visits: visits.length, lesions: patient.lesions, side: SIZE.width, changing: 0.12 },
    ...{ resolving: patient.resolving, appearing: patient.appearing },
  });
  perform(database, `Add ${details.name}`, start, (edit, at) => {
    savePatient(edit, patientId, details, { changedAt: at });
    for (const [treatment, from, to] of treatments) {
      const days = {
        startedOn: plusDays(start, from * WEEK_DAYS),
        endedOn: to === null ? null : plusDays(start, to * WEEK_DAYS),
      };
      saveTreatment(edit, { id: newId(), patientId }, { ...treatment, ...days });
    }
  });
  const random = seededRandom(seed);
  const made: DemoVisit[] = [];
  for (const [index, [week, iga]] of visits.entries()) {
    onVisit();
    const date = plusDays(start, week * WEEK_DAYS);
    const pose = fromFurther(index === 0 ? REST : drawPose(random));
    const shot = person.photograph(course[index] ?? [], pose, seed * 100 + index);
    const bytes = await encodeJpeg(shot.image, JPEG_QUALITY);
    const visitId = newId();
    const photoId = newId();
    const photo = await addPhoto(
      library,
      photoId,
      `${details.localNumber ?? 'demo'}-${date}.jpg`,
      date,
      bytes,
    );
    const sides: DemoSide[] = [];
    for (const [view, yaw] of patient.sideViews ? SIDES : []) {
      const turn = { yaw: yaw * uniform(random, 0.9, 1.1), pitch: 0, scale: FURTHER };
      const side = person.photographTurned(course[index] ?? [], turn, seed * 100 + index);
      const sideId = newId();
      const name = `${details.localNumber ?? 'demo'}-${date}-${view}.jpg`;
      await addPhoto(library, sideId, name, date, await encodeJpeg(side.image, JPEG_QUALITY));
      sides.push({ view, photoId: sideId, lesions: side.lesions });
    }
    perform(database, `Add the visit of ${date}`, date, (edit, at) => {
      const words = {
        complaint: '',
        notes: '',
        cadi: null,
        treatmentWeek: treatments.length > 0 ? week : null,
      };
      saveVisit(edit, { id: visitId, patientId }, { date, iga, ...words });
      const taken = {
        distanceCm: 60,
        device: 'Rendered',
        makeUp: 'clean',
        consents: CONSENT_SCOPES,
      } as const;
      for (const shown of [{ view: 'frontal', photoId } as const, ...sides]) {
        const { view } = shown;
        savePhotograph(edit, { ...UNDESCRIBED_PHOTOGRAPH, ...taken, view, photoId: shown.photoId, visitId });
      }
      savePatient(edit, patientId, details, { changedAt: at });
    });
    const before = made.at(-1);
    made.push({
      ...{ visitId, date, photoId, fingerprint: photo.fingerprint, lesions: shot.lesions, sides },
      fates: before ? trueFates(before.lesions, shot.lesions) : null,
    });
  }
  return { patientId, name: details.name, visits: made };
}

const fromFurther = (pose: Pose): Pose => ({ ...pose, scale: FURTHER * pose.scale });

async function addPhoto(
  library: PhotoLibrary,
  id: string,
  fileName: string,
  date: string,
  bytes: Buffer,
): Promise<StoredPhoto> {
  const { renditions, ...properties } = await importPicture({ file: fileName, format: 'jpeg', bytes });
  const photo = {
    ...{ ...properties, id, fileName, fingerprint: fingerprint(bytes) },
    ...{ importedAt: `${date}T10:05:00.000Z`, takenAt: `${date}T10:00:00` },
    folderName: null,
  };
  await storePhoto(library, photo, renditions);
  return photo;
}

function perform(
  database: WritableDatabase,
  title: string,
  date: string,
  work: (edit: Edit, at: string) => void,
): void {
  const at = `${date}T10:10:00.000Z`;
  act(database, { title, at }, (edit) => work(edit, at));
}

function trueFates(
  earlier: readonly PhotographedLesion[],
  later: readonly PhotographedLesion[],
): readonly FatedLesion[] {
  const named = (lesions: readonly PhotographedLesion[]) =>
    lesions.map((lesion) => ({ ...lesion, id: String(lesion.id) }));
  const [before, after] = [named(earlier), named(later)];
  const stayed = before.filter(({ id }) => after.some((other) => other.id === id));
  const pairs = stayed.map(({ id }) => ({ earlierId: id, laterId: id, distance: 0 }));
  return fatesOf(before, after, pairs);
}

const cancelled = (): MaculeError =>
  new MaculeError({ kind: 'cancelled', message: 'The demo was not made.', retryable: true });
