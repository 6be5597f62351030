import { join } from 'node:path';
import { MaculeError } from '../../../shared/errors';
import type { PhotoDifference } from '../../../shared/ipc/retraining';
import type { DetectionSource } from '../../../shared/photo/photo';
import { differenceBetween } from '../../../shared/training/model-difference';
import { RUN_FILES } from '../../../shared/training/run-record';
import { testViewsSchema, type CountedLesion, type TestViews } from '../../../shared/training/test-views';
import type { ReadableDatabase } from '../../data/database';
import type { PhotoStore } from '../../data/photo-store';
import { findLesionMap } from '../../data/repositories/analyses';
import { listLesionMarks } from '../../data/repositories/lesion-marks';
import { photosById } from '../../data/repositories/photos';
import { findRetrainingRun } from '../../data/repositories/retraining';
import type { EngineClient } from '../../engine-client/engine-client';
import { readLibraryFile } from '../../vault/library-files';
import { modelIdentity } from '../../vault/model-identity';
import { readDescribedModel } from '../models/described-model';
import type { TrainingRuns } from '../training/training-runs';
import { notCompared } from './refusals';

export interface ModelDifferencesOptions {
  readonly database: ReadableDatabase;
  readonly store: Pick<PhotoStore, 'pathOf'>;
  readonly runs: Pick<TrainingRuns, 'folderOf'>;
  readonly infer: EngineClient['infer'];
  /** Folder of a model by its id, absolute. */
  readonly modelFolder: (id: string) => string;
}

/** Where the model of a run and the one it began from differ, on photos. */
export class ModelDifferences {
  constructor(private readonly options: ModelDifferencesOptions) {}

  /**
   * The photos of the locked test set that are still in the record, those first on which the models differ most.
   * @throws MaculeError `invalid-input` where the models were not compared.
   */
  async onTestPhotos(runId: string): Promise<PhotoDifference[]> {
    const file = join(this.options.runs.folderOf(runId), RUN_FILES.testViews);
    const text = await readLibraryFile(file).catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'ENOENT' ? notCompared() : error;
    });
    const { photos } = testViewsSchema.parse(JSON.parse(text.toString('utf8')));
    return photos
      .flatMap((views) => this.described(views) ?? [])
      .sort((a, b) => differencesOf(b) - differencesOf(a));
  }

  /**
   * Lets both models look at any photo. What the earlier one found before is not computed again.
   * @throws MaculeError `not-found`, and as the engine client does.
   */
  async onPhoto(runId: string, photoId: string): Promise<PhotoDifference> {
    const { database, runs, modelFolder } = this.options;
    const run = findRetrainingRun(database, runId);
    if (!run) throw notCompared();
    const stored = findLesionMap(database, photoId);
    const parent = modelFolder(run.parentId);
    const before =
      stored && (await isFoundBy(stored.source, parent))
        ? counted(stored.lesions, stored.source.threshold)
        : await this.look(photoId, parent);
    const after = await this.look(photoId, join(runs.folderOf(runId), RUN_FILES.model));
    const found = this.described({ photoId, before, after });
    if (!found) throw photoGone();
    return found;
  }

  private async look(photoId: string, model: string): Promise<CountedLesion[]> {
    const { store, infer } = this.options;
    const { lesions, threshold } = await infer(store.pathOf(photoId, 'full'), { minScore: 0, model });
    return counted(lesions, threshold);
  }

  /** Null for a photo that has left the record. */
  private described({ photoId, before, after }: TestViews['photos'][number]): PhotoDifference | null {
    const { database } = this.options;
    const [photo] = photosById(database, [photoId]);
    if (!photo) return null;
    const { fileName, width, height } = photo;
    const compared = differenceBetween(before, after);
    return {
      ...{ photoId, fileName, width, height },
      ...{ before: [...compared.before], after: [...compared.after] },
      confirmed: listLesionMarks(database, photoId)
        .filter(({ verdict }) => verdict !== 'rejected')
        .map(({ type, box }) => ({ type, box })),
    };
  }
}

/** Whether an analysis is known to be by the very model of a folder: its weights, as they are calibrated there. */
async function isFoundBy({ model: { identity } }: DetectionSource, folder: string): Promise<boolean> {
  const model = await readDescribedModel(folder);
  return model !== null && identity === modelIdentity(model);
}

const differencesOf = ({ before, after }: PhotoDifference): number =>
  [...before, ...after].filter(({ alone }) => alone).length;

const counted = (lesions: readonly CountedLesion[], threshold: number): CountedLesion[] =>
  lesions.filter(({ score }) => score >= threshold).map(({ type, score, box }) => ({ type, score, box }));

const photoGone = (): MaculeError =>
  new MaculeError({
    kind: 'not-found',
    message: 'This photo is not in the record any more.',
    advice: 'Choose another one.',
    retryable: false,
  });
