import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { identifiersIn } from '../../../shared/deidentified/identifiers';
import type { ReviewedText } from '../../../shared/deidentified/free-texts';
import { offeredPhotos } from '../../../shared/deidentified/offered-photos';
import { PURPOSE_RULES, type ExportPurpose, type PictureKind } from '../../../shared/deidentified/purpose';
import type { Deidentified, DeidentifyJob } from '../../../shared/engine/deidentify';
import { MaculeError } from '../../../shared/errors';
import type { DraftExport, DraftPhoto } from '../../../shared/ipc/deidentified';
import type { PatientRecord } from '../../../shared/record/patient-record';
import { secondsLeft } from '../../../shared/time-left';
import { fillFolder } from '../../datasets/write/finished-folder';
import type { ReadableDatabase } from '../../data/database';
import type { PhotoStore } from '../../data/photo-store';
import { findCorrectedFace } from '../../data/repositories/corrected-faces';
import { findStoredFace } from '../../data/repositories/faces';
import { countedOnPhoto } from '../marks/lesions-of-photo';
import { readPatientRecord } from '../record/read-record';
import { deidentifiedRecord, type ExportNames } from './deidentified-record';
import { drawCode, drawDateShift, type RandomBelow } from './export-code';
import { deidentifiedTable, readmeOf } from './export-files';

export interface DeidentifiedExportsOptions {
  readonly database: ReadableDatabase;
  readonly store: PhotoStore;
  /** Sealed pictures of the draft. */
  readonly drafts: PhotoStore;
  /** Absolute path of {@link drafts}. */
  readonly draftsFolder: string;
  readonly deidentify: (job: Omit<DeidentifyJob, 'kind'>, signal: AbortSignal) => Promise<Deidentified>;
  readonly newId: () => string;
  readonly randomBelow: RandomBelow;
  /** Milliseconds. */
  readonly now: () => number;
  readonly onProgress: (progress: ExportProgress) => void;
}

export interface ExportProgress {
  readonly stage: 'prepare' | 'write';
  readonly done: number;
  readonly total: number;
  readonly secondsLeft: number | null;
}

export interface ExportOrder {
  readonly patientId: string;
  readonly photoIds: readonly string[];
  readonly purpose: ExportPurpose;
  readonly pictures: PictureKind;
}

/** What is to be written of a draft. */
export interface WriteOrder {
  readonly patientId: string;
  readonly draftId: string;
  readonly pictureIds: readonly string[];
  readonly texts: readonly ReviewedText[];
}

interface Draft extends ExportNames, DraftExport {
  readonly order: ExportOrder;
  readonly pictureIds: ReadonlySet<string>;
}

/** What leaves the clinic without saying whose it is: prepared, looked at, and then written. One draft at a time. */
export class DeidentifiedExports {
  private draft: Draft | null = null;
  private running: AbortController | null = null;

  constructor(private readonly options: DeidentifiedExportsOptions) {}

  /** Whether a picture belongs to the draft. */
  owns(pictureId: string): boolean {
    return this.draft?.pictureIds.has(pictureId) ?? false;
  }

  /**
   * Makes and checks the pictures of an export.
   * @throws MaculeError `not-allowed` for a photo that the patient has not agreed to, `cancelled`, and what the engine throws.
   */
  async prepare(order: ExportOrder): Promise<DraftExport> {
    this.requireConsent(order, order.photoIds);
    await this.discard();
    const { newId, randomBelow } = this.options;
    const photos = await this.run('prepare', order.photoIds, (photoId, signal) =>
      this.preparePhoto(order, photoId, signal),
    );
    const pictureIds = new Set(photos.flatMap(({ pictures }) => pictures.map(({ id }) => id)));
    const names = { code: drawCode(randomBelow), shiftDays: drawDateShift(randomBelow) };
    this.draft = { id: newId(), order, photos, pictureIds, ...names };
    return { id: this.draft.id, photos };
  }

  /**
   * Writes the chosen pictures of the draft with their lesions: the whole folder or nothing.
   * @param folder that gets a folder of its own.
   * @throws MaculeError `not-found` for another draft, `not-allowed` where consent was taken back meanwhile,
   *   `invalid-input` for a text that names the patient, `cancelled`, `no-space`.
   */
  async write(
    { patientId, draftId, pictureIds, texts }: WriteOrder,
    folder: string,
  ): Promise<{ readonly fileName: string; readonly pictures: number }> {
    const { draft } = this;
    if (draft?.id !== draftId || draft.order.patientId !== patientId) throw draftIsGone();
    const wanted = new Set(pictureIds);
    const chosen = new Map(
      draft.photos.map(({ photoId, pictures }) => [photoId, pictures.filter(({ id }) => wanted.has(id))]),
    );
    const photoIds = [...chosen].filter(([, pictures]) => pictures.length > 0).map(([photoId]) => photoId);
    const whole = this.requireConsent(draft.order, photoIds);
    requireNoIdentifiers(whole, texts);
    const { purpose, pictures } = draft.order;
    const { code, shiftDays } = draft;
    const { record, fileNames } = deidentifiedRecord(this.options.database, whole, {
      ...{ purpose, pictures, code, shiftDays, chosen, texts },
    });
    const fileName = `${PURPOSE_RULES[purpose].name} ${code}`;
    const byHand = new Set(
      [...chosen.values()].flatMap((some) => some.filter(({ eyesByHand }) => eyesByHand).map(({ id }) => id)),
    );
    const written = {
      all: [...fileNames.values()],
      eyesByHand: [...fileNames].flatMap(([id, name]) => (byHand.has(id) ? [name] : [])),
    };
    await fillFolder(join(folder, fileName), async (fresh) => {
      await this.run('write', [...fileNames], async ([id, name]) => {
        const { stream } = await this.options.drafts.read(id, 'full');
        await writeFile(join(fresh, name), await buffer(stream), { flag: 'wx' });
      });
      await writeFile(join(fresh, 'record.json'), JSON.stringify(record, null, 2), { flag: 'wx' });
      await writeFile(join(fresh, 'lesions.csv'), deidentifiedTable(record), { flag: 'wx' });
      await writeFile(join(fresh, 'README.txt'), readmeOf(record, written), { flag: 'wx' });
    });
    return { fileName, pictures: fileNames.size };
  }

  cancel(): void {
    this.running?.abort();
  }

  /** Throws the draft away, also one of a run of Macule that was killed. */
  async discard(): Promise<void> {
    this.cancel();
    this.draft = null;
    await this.options.drafts.sweep(() => new Set());
  }

  private async preparePhoto(
    { pictures }: ExportOrder,
    photoId: string,
    signal: AbortSignal,
  ): Promise<DraftPhoto> {
    const { database, store, draftsFolder, deidentify } = this.options;
    const job = {
      ...{ pictures, folder: draftsFolder, file: store.pathOf(photoId, 'full') },
      face: findStoredFace(database, photoId),
      placedFace: findCorrectedFace(database, photoId),
      lesions: countedOnPhoto(database, photoId).map(({ id, box }) => ({ id, box })),
    };
    const made = await deidentify(job, signal);
    const nothing = pictures === 'lesion-tiles' && job.lesions.length === 0;
    return { photoId, ...made, ...(nothing ? { refused: [{ lesionId: null, why: NO_LESIONS }] } : {}) };
  }

  /** One after the other, told as it goes; a second run ends the first. */
  private async run<T, R>(
    stage: ExportProgress['stage'],
    all: readonly T[],
    work: (one: T, signal: AbortSignal) => Promise<R>,
  ): Promise<readonly R[]> {
    this.cancel();
    const running = new AbortController();
    this.running = running;
    const { now, onProgress } = this.options;
    const since = now();
    const results: R[] = [];
    try {
      for (const one of all) {
        if (running.signal.aborted) throw cancelled();
        const [done, total] = [results.length, all.length];
        onProgress({ stage, done, total, secondsLeft: secondsLeft(done, total, now() - since) });
        results.push(await work(one, running.signal));
      }
      if (running.signal.aborted) throw cancelled();
      return results;
    } finally {
      if (this.running === running) this.running = null;
    }
  }

  private requireConsent({ patientId, purpose }: ExportOrder, photoIds: readonly string[]): PatientRecord {
    const record = readPatientRecord(this.options.database, patientId, () => null);
    const scope = { patientId, visitId: null, photoId: null };
    const allowed = new Set(
      offeredPhotos(record, scope, purpose)
        .filter(({ refused }) => refused === null)
        .map(({ photograph }) => photograph.photo.id),
    );
    if (photoIds.some((photoId) => !allowed.has(photoId))) throw noConsent();
    return record;
  }
}

const NO_LESIONS = 'No lesion is on record of it.';

function requireNoIdentifiers({ patient }: PatientRecord, texts: readonly ReviewedText[]): void {
  const found = texts.flatMap(({ text }) => identifiersIn(text, patient));
  if (found.length === 0) return;
  throw new MaculeError({
    kind: 'invalid-input',
    message: `A text says “${found[0]}”, which tells who the patient is or when it was.`,
    advice: 'Take it out of the text, or leave the text out.',
    retryable: false,
  });
}

const noConsent = (): MaculeError =>
  new MaculeError({
    kind: 'not-allowed',
    message: 'The patient has not agreed to this use of one of the photos, or has taken it back.',
    advice: 'Leave the photo out, or ask the patient and enter the answer at the photo.',
    retryable: false,
  });

const draftIsGone = (): MaculeError =>
  new MaculeError({
    kind: 'not-found',
    message: 'The pictures of this export are no longer there.',
    advice: 'Prepare them again.',
    retryable: false,
  });

const cancelled = (): MaculeError =>
  new MaculeError({ kind: 'cancelled', message: 'The export was cancelled.', retryable: true });
