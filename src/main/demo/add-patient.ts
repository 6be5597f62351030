import { plusDays } from '../../shared/day';
import { fatesOf, type FatedLesion } from '../../shared/fate/lesion-fates';
import { scaleBox } from '../../shared/geometry/box';
import { seenBy, type ClinicCamera } from '../../shared/phantom/clinic-camera';
import { drawCourse } from '../../shared/phantom/course';
import { Person, type PhotographedLesion } from '../../shared/phantom/person';
import { drawPose, REST, type Pose } from '../../shared/phantom/pose';
import type { RgbImage } from '../../shared/photo/rgb-image';
import { seededRandom, uniform } from '../../shared/random';
import { CONSENT_SCOPES, UNDESCRIBED_PHOTOGRAPH } from '../../shared/record/photograph';
import type { WritableDatabase } from '../data/database';
import { act, type Edit } from '../data/journal/journal';
import { saveConfirmedMap } from '../data/repositories/confirmed-maps';
import { saveLesionMark } from '../data/repositories/lesion-marks';
import { savePatient } from '../data/repositories/patients';
import { savePhotograph } from '../data/repositories/photographs';
import type { StoredPhoto } from '../data/repositories/photos';
import { saveTreatment } from '../data/repositories/treatments';
import { saveVisit } from '../data/repositories/visits';
import { storePhoto, type PhotoLibrary } from '../data/store-photo';
import { encodeJpeg } from '../imaging/encode-jpeg';
import { fingerprint } from '../imaging/fingerprint';
import { importPicture } from '../imaging/import-picture';
import { idsFrom } from './demo-ids';
import type { DemoPatient } from './demo-patients';

/** How the photos of a demo patient are taken and looked through. */
export interface DemoPhotography {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** Painted around every photo, for heads that are held aside or further away; pixels. */
  readonly margin: number;
  /** Factor on lesions that are true to a face which fills the picture. */
  readonly lesionScale: number;
  /** What takes them; null for one that shows everything neutrally. */
  readonly camera: ClinicCamera | null;
  /** Whether a clinician has marked every lesion and said that the map is complete. */
  readonly confirmed: boolean;
}

/** A whole face, chin and all, fits the photo from here. */
const FURTHER = 0.94;
const JPEG_QUALITY = 93;
const WEEK_DAYS = 7;
/** A left view shows the left cheek: the head is turned to its right. Radians. */
const SIDES = [
  ['left-45', -0.7],
  ['right-45', 0.7],
] as const;

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

/** A patient of the demo as it was made. */
export interface MadePatient {
  readonly patientId: string;
  readonly name: string;
  readonly visits: readonly DemoVisit[];
}

/**
 * Renders a patient's visits and puts them into the library.
 * @param today day of the last visit, ISO 8601, or a few days after it.
 */
export async function addPatient(
  library: PhotoLibrary,
  patient: DemoPatient,
  photography: DemoPhotography,
  today: string,
  onVisit: () => void,
): Promise<MadePatient> {
  const { database } = library;
  const { details, tone, seed, visits, treatments } = patient;
  const newId = idsFrom(seed);
  const patientId = newId();
  const lastWeek = visits.at(-1)?.[0] ?? 0;
  // Patients were seen last on different days.
  const start = plusDays(today, -(lastWeek * WEEK_DAYS) - (seed % 20));
  const { width, height, margin, lesionScale } = photography;
  const jpegOf = ({ camera }: DemoPhotography, image: RgbImage): Promise<Buffer> =>
    encodeJpeg(camera ? seenBy(camera, image) : image, JPEG_QUALITY);
  const person = new Person({ width, height, margin, seed, tone });
  const course = drawCourse(person, {
    ...{ seed, visits: visits.length, lesions: patient.lesions, side: width * lesionScale, changing: 0.12 },
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
    const bytes = await jpegOf(photography, shot.image);
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
      await addPhoto(library, sideId, name, date, await jpegOf(photography, side.image));
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
      if (photography.confirmed) confirmTruth(edit, photo, shot.lesions, newId, at);
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

/** What a perfect clinician says of a photo: every lesion of it. */
function confirmTruth(
  edit: Edit,
  { id, width, height }: StoredPhoto,
  lesions: readonly PhotographedLesion[],
  newId: () => string,
  at: string,
): void {
  for (const { type, box } of lesions)
    saveLesionMark(
      edit,
      id,
      {
        ...{ id: newId(), type, region: null, verdict: 'added', detected: null },
        box: scaleBox(box, 1 / width, 1 / height),
      },
      at,
    );
  // No model has looked at the photo yet.
  saveConfirmedMap(edit, id, { confirmedAt: at, modelSha256: '' });
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
