import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openLibrary } from '../../../src/main/data/library';
import { keysFile } from '../../../src/main/data/library-keys';
import { saveConfirmedMap } from '../../../src/main/data/repositories/confirmed-maps';
import { useModel } from '../../../src/main/data/repositories/models-in-use';
import { insertRetrainingRun } from '../../../src/main/data/repositories/retraining';
import { insertRun, updateRun } from '../../../src/main/data/repositories/training-runs';
import { storePhoto } from '../../../src/main/data/store-photo';
import { retrain } from '../../../src/main/engine/retraining/retrain';
import { fingerprint } from '../../../src/main/imaging/fingerprint';
import { importPicture } from '../../../src/main/imaging/import-picture';
import { readSealedPicturesWith } from '../../../src/main/imaging/sealed-pictures';
import { changeMarks } from '../../../src/main/services/marks/change-marks';
import {
  assignPhotographs,
  consentToPhotographs,
} from '../../../src/main/services/record/change-photographs';
import { actNow, changePatient, changeVisit } from '../../../src/main/services/record/change-record';
import { createKeys, fileKeys } from '../../../src/main/vault/keyring';
import { writeKeys } from '../../../src/main/vault/keys-file';
import { readLibraryFilesWith, sealedLibraryFile } from '../../../src/main/vault/library-files';
import { packModel } from '../../../src/main/vault/model-file';
import { SigningKey } from '../../../src/main/vault/signing-key';
import { MODEL_FILES } from '../../../src/shared/engine/model-files';
import type { ClinicPhoto } from '../../../src/shared/training/clinic-photos';
import { countingIds, photoIdOf } from '../../helpers/memory-database';
import { listedPhoto } from '../../helpers/listed-photo';
import { trainingSurroundings } from '../../helpers/training-surroundings';

const STARTER = join(import.meta.dirname, '../../../assets/models/starter');
/** By which another clinic signs its model. */
export const ELSEWHERE = new SigningKey(new Uint8Array(32).fill(9));
export const RUN_ID = photoIdOf(900);
const BLIND_ID = 'clinic-2026-01-01-blind';
const NOW = new Date('2026-03-01T10:00:00Z');
const WORDS = { treatmentWeek: null, complaint: '', iga: null, cadi: null, notes: '' };

/**
 * A library whose model in use overlooks most lesions, with a finished run that has taught it the library's own
 * patients: trained, calibrated and compared by the code that the app runs. What is taught has to be better.
 */
export async function makeTaughtLibrary(folder: string, scratch: string): Promise<void> {
  const { keys, key } = createKeys(null);
  writeKeys(keysFile(folder), keys);
  readSealedPicturesWith(fileKeys(keys, key));
  readLibraryFilesWith(fileKeys(keys, key));
  const { database, store } = await openLibrary(folder, fileKeys(keys, key));
  const ids = countingIds();
  const context = { database, newId: () => ids().replace(/^0/, 'a'), now: () => NOW };
  try {
    const listed: ClinicPhoto[] = [];
    for (const [number, part] of (
      ['train', 'train', 'train', 'valid', 'valid', 'test', 'test', 'test'] as const
    ).entries()) {
      const rendered = await listedPhoto(scratch, number + 1, part);
      const bytes = await readFile(rendered.file);
      const { renditions, ...properties } = await importPicture({
        file: rendered.file,
        format: 'png',
        bytes,
      });
      const id = rendered.photoId;
      const name = { fileName: `face-${number + 1}.png`, fingerprint: fingerprint(bytes), folderName: null };
      const photo = { ...properties, ...name, id, importedAt: NOW.toISOString(), takenAt: null };
      await storePhoto({ database, store }, photo, renditions);
      const details = {
        name: `Somebody ${number + 1}`,
        birthDate: null,
        localNumber: null,
        skinType: 4,
        notes: '',
      };
      const patientId = changePatient(context, null, details);
      const visit = changeVisit(context, patientId, null, { date: '2026-03-01', ...WORDS });
      assignPhotographs(context, [id], visit, 'frontal');
      consentToPhotographs(context, [id], ['record', 'ai-training']);
      const marks = rendered.lesions.map(({ type, box }) => ({
        ...{ id: context.newId(), type, box, region: null, verdict: 'added' as const, detected: null },
      }));
      changeMarks(context, id, 'add', marks, []);
      actNow(context, 'Confirm the lesion map', (edit, at) =>
        saveConfirmedMap(edit, id, { confirmedAt: at, modelSha256: 'a'.repeat(64) }),
      );
      listed.push({ ...rendered, patientId, file: store.pathOf(id, 'full') });
    }
    const parent = join(folder, 'models', BLIND_ID);
    const sha256 = await keepBlind(parent);
    useModel(database, BLIND_ID, NOW.toISOString());
    const run = join(folder, 'training', RUN_ID);
    const order = await writeLists(run, listed, parent);
    insertRun(database, {
      id: RUN_ID,
      name: 'Your patients',
      folder: RUN_ID,
      order,
      createdAt: NOW.toISOString(),
    });
    insertRetrainingRun(database, { runId: RUN_ID, parentId: BLIND_ID, parentSha256: sha256 }, listed);
    const whole = { ...order, outFolder: run, resume: false };
    for await (const event of retrain(whole, order.clinic, trainingSurroundings(scratch)))
      if (event.event === 'done')
        updateRun(database, RUN_ID, { state: 'finished', reason: event.reason, endedAt: NOW.toISOString() });
  } finally {
    database.close();
  }
}

async function writeLists(run: string, listed: readonly ClinicPhoto[], parent: string) {
  await mkdir(run, { recursive: true });
  const list = async (name: string, photos: readonly ClinicPhoto[]): Promise<string> => {
    const file = join(run, name);
    await writeFile(file, sealedLibraryFile(file, JSON.stringify({ format: 1, photos })));
    return file;
  };
  return {
    ...{ model: 'lesion-detector' as const, seed: 1, settings: { epochs: 1, trainedPart: 'head' as const } },
    dataFolder: await list(
      'clinic-photos.json',
      listed.filter(({ part }) => part !== 'test'),
    ),
    clinic: {
      parent,
      testPhotos: await list(
        'locked-test-photos.json',
        listed.filter(({ part }) => part === 'test'),
      ),
    },
  };
}

/** The starter at a threshold at which it overlooks most. @returns SHA-256 of its weights. */
async function keepBlind(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (const [name, content] of await blindModel('Blind', 0.97)) {
    const file = join(folder, name);
    await writeFile(file, sealedLibraryFile(file, content));
  }
  const description = JSON.parse(await readFile(join(STARTER, MODEL_FILES.description), 'utf8')) as {
    readonly weightsSha256: string;
  };
  return description.weightsSha256;
}

async function blindModel(title: string, threshold: number) {
  const description = JSON.parse(await readFile(join(STARTER, MODEL_FILES.description), 'utf8')) as object;
  const changed = { ...description, id: BLIND_ID, title, threshold };
  return new Map([
    [MODEL_FILES.description, Buffer.from(JSON.stringify(changed))],
    [MODEL_FILES.weights, await readFile(join(STARTER, MODEL_FILES.weights))],
  ]);
}

/** A model as another clinic sends it. @returns its file. */
export async function modelFromElsewhere(folder: string): Promise<string> {
  const file = join(folder, 'elsewhere.macule-model');
  const signing = { key: ELSEWHERE, now: NOW, appVersion: '0.1.0' };
  await writeFile(file, packModel(await blindModel('Elsewhere', 0.98), signing));
  return file;
}
