import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { localDay } from '../../../shared/day';
import { MaculeError } from '../../../shared/errors';
import type { ClinicDataset, QueuedPhoto } from '../../../shared/ipc/retraining';
import type { ClinicPhotos } from '../../../shared/training/clinic-photos';
import { RUN_FILES, runRecordSchema, type RunRecord } from '../../../shared/training/run-record';
import type { RunSummary } from '../../../shared/training/run-summary';
import { retrainingVerdictSchema, type RetrainingVerdict } from '../../../shared/training/verdict';
import type { WritableDatabase } from '../../data/database';
import type { PhotoStore } from '../../data/photo-store';
import { photosById } from '../../data/repositories/photos';
import * as stored from '../../data/repositories/retraining';
import { readLibraryFile, sealedLibraryFile } from '../../vault/library-files';
import { reviewQueue } from './review-queue';
import type { UsedModel } from '../models/clinic-models';
import type { DescribedModel } from '../models/described-model';
import type { TrainingRuns } from '../training/training-runs';
import { clinicDataset, givenPhoto, sizesOf, type PartedPhoto } from './clinic-dataset';
import { shortageOf } from '../../datasets/clinic/dataset-size';
import { modelCard } from './model-card';
import { consentWithdrawn, notBetter, notCompared, otherParent, parentCannotLearn, tooFew } from './refusals';

export interface RetrainingOptions {
  readonly database: WritableDatabase;
  readonly store: Pick<PhotoStore, 'pathOf'>;
  readonly runs: Pick<TrainingRuns, 'orderAs' | 'folderOf' | 'list'>;
  /** The model that photos are analysed with. */
  readonly modelInUse: () => Promise<UsedModel | null>;
  /** Folder of a run's files by its id, absolute. */
  readonly runFolder: (runId: string) => string;
  readonly newId: () => string;
  readonly now: () => Date;
  readonly appVersion: string;
}

/** That a run's model may be used for analyses. */
export interface Approval {
  /** What is written down about the model, Markdown. */
  readonly card: (model: Pick<DescribedModel, 'title' | 'weightsSha256'>) => string;
  /** Keeps who approved it and when. */
  readonly keep: (modelId: string) => void;
}

/** Names in the folder of a run on the clinic's own photos. */
const LEARNING_FILE = 'clinic-photos.json';
const TEST_FILE = 'locked-test-photos.json';
/** The one kind of model that the fine-tuning recipe is for. */
const LEARNING_TASK = 'lesion-detector';

/** Teaches the model in use the clinic's own patients, and says whether the new model may take its place. */
export class Retraining {
  constructor(private readonly options: RetrainingOptions) {}

  /** The photos that could teach a model now, and what is missing. */
  async dataset(): Promise<ClinicDataset> {
    const { database } = this.options;
    const photos = clinicDataset(database);
    const parts = sizesOf(photos);
    const parent = await this.options.modelInUse();
    const canLearn = parent?.task === LEARNING_TASK;
    return {
      parts,
      shortage: shortageOf(parts),
      withoutConsent: stored.countConfirmedMaps(database) - photos.length,
      parent: parent && canLearn ? { id: parent.id, title: parent.title } : null,
      refusal: canLearn ? null : parentCannotLearn(parent?.title ?? null).message,
    };
  }

  /** Photos whose correction would teach most, the best first. */
  queue(limit: number): QueuedPhoto[] {
    const { database } = this.options;
    const values = reviewQueue(database, limit);
    const names = new Map(
      photosById(
        database,
        values.map(({ photoId }) => photoId),
      ).map(({ id, fileName }) => [id, fileName]),
    );
    return values.map((value) => ({ ...value, fileName: names.get(value.photoId) ?? '' }));
  }

  /**
   * Orders a run on the photos as they are now.
   * @throws MaculeError `invalid-input` where there are too few, or the model in use cannot learn.
   */
  async begin(maxMinutes: number | null): Promise<RunSummary> {
    const { database, runs, runFolder, newId, now } = this.options;
    const parent = await this.options.modelInUse();
    if (!parent || parent.task !== LEARNING_TASK) throw parentCannotLearn(parent?.title ?? null);
    const photos = clinicDataset(database);
    const shortage = shortageOf(sizesOf(photos));
    if (shortage.photos > 0) throw tooFew(shortage);
    const runId = newId();
    const folder = runFolder(runId);
    await mkdir(folder, { recursive: true });
    await this.writePhotos(
      join(folder, LEARNING_FILE),
      photos.filter(({ part }) => part !== 'test'),
    );
    await this.writePhotos(
      join(folder, TEST_FILE),
      photos.filter(({ part }) => part === 'test'),
    );
    return database.transaction(() => {
      stored.insertRetrainingRun(
        database,
        { runId, parentId: parent.id, parentSha256: parent.weightsSha256 },
        photos.map(({ photoId, patientId, part }) => ({ photoId, patientId, part })),
      );
      return runs.orderAs(runId, this.nameOfNext(now()), {
        ...{ model: 'lesion-detector', settings: {}, seed: 1 },
        dataFolder: join(folder, LEARNING_FILE),
        clinic: { parent: parent.folder, testPhotos: join(folder, TEST_FILE) },
        ...(maxMinutes === null ? {} : { maxMinutes }),
      });
    });
  }

  /** How a run's model compares with the one it began from; null while it is not known. @throws MaculeError. */
  async verdict(runId: string): Promise<RetrainingVerdict | null> {
    const file = join(this.options.runs.folderOf(runId), RUN_FILES.verdict);
    const bytes = await readLibraryFile(file).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    return bytes && retrainingVerdictSchema.parse(JSON.parse(bytes.toString('utf8')));
  }

  /**
   * Approves a run's model for analyses; runs on other photos need no approval (null).
   * @param approvedBy name of the user; null in a library without users.
   * @throws MaculeError `invalid-input` where it was not compared, is not better, was compared with a model that is
   *   not in use any more, or learned from somebody who has withdrawn consent since.
   */
  async approve(runId: string, approvedBy: string | null): Promise<Approval | null> {
    const { database, runs, modelInUse, now, appVersion } = this.options;
    const run = stored.findRetrainingRun(database, runId);
    if (!run) return null;
    const verdict = await this.verdict(runId);
    if (!verdict) throw notCompared();
    if (!verdict.promoted) throw notBetter(verdict.reason);
    const used = await modelInUse();
    if (run.modelId === null && !(used && isChampion(used, verdict))) throw otherParent();
    this.refuseWithdrawn(runId);
    const record = await readRecord(join(runs.folderOf(runId), RUN_FILES.record));
    const approvedAt = now().toISOString();
    return {
      card: ({ title, weightsSha256 }) =>
        modelCard({
          ...{ title, weightsSha256, record, verdict, approvedAt, approvedBy, appVersion },
          sizes: stored.countRetrainingPhotos(database, runId),
          parent: { id: run.parentId, sha256: run.parentSha256 },
        }),
      keep: (modelId) => stored.approveRetrainingRun(database, { runId, modelId, approvedAt, approvedBy }),
    };
  }

  /** Photos of a run whose confirmed map was reopened since it began: what it learned there may be wrong. */
  reopened(runId: string): number {
    return stored.countReopenedPhotos(this.options.database, runId);
  }

  /** @throws MaculeError `invalid-input` where a run learns from somebody who has withdrawn consent since. */
  refuseWithdrawn(runId: string): void {
    const count = stored.countWithdrawnPhotos(this.options.database, runId);
    if (count > 0) throw consentWithdrawn(count);
  }

  private nameOfNext(now: Date): string {
    const name = `Your patients, ${localDay(now)}`;
    const taken = new Set(this.options.runs.list().map((run) => run.name));
    let next = name;
    for (let number = 2; taken.has(next); number += 1) next = `${name}, ${number}`;
    return next;
  }

  private async writePhotos(file: string, photos: readonly PartedPhoto[]): Promise<void> {
    const { database, store } = this.options;
    const given: ClinicPhotos = {
      format: 1,
      photos: photos.map((photo) => givenPhoto(database, photo, store.pathOf(photo.photoId, 'full'))),
    };
    const bytes = sealedLibraryFile(file, JSON.stringify(given));
    await writeFile(file, bytes, { mode: 0o600 }).catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'ENOSPC' ? noRoom(error) : error;
    });
  }
}

/** Whether a model is the one that a new one was compared with. Verdicts of before know its weights alone. */
const isChampion = (model: UsedModel, { champion }: RetrainingVerdict): boolean =>
  champion.identity === undefined
    ? champion.sha256 === model.weightsSha256
    : champion.identity === model.identity;

const readRecord = async (file: string): Promise<RunRecord> =>
  runRecordSchema.parse(JSON.parse((await readLibraryFile(file)).toString('utf8')));

const noRoom = (cause: unknown): MaculeError =>
  new MaculeError(
    {
      kind: 'no-space',
      message: 'The disk is too full to begin a training. Nothing was changed.',
      advice: 'Free some space and begin again.',
      retryable: true,
    },
    { cause },
  );
