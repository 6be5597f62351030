import { existsSync } from 'node:fs';
import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MaculeError } from '../../../shared/errors';
import { MODEL_FILES, SHIPPED_MODEL } from '../../../shared/engine/model-files';
import type { DetectorModel } from '../../../shared/ipc/models';
import type { WritableDatabase } from '../../data/database';
import { modelInUse, useModel } from '../../data/repositories/models-in-use';
import { countWithdrawnPhotos, listApprovedRuns } from '../../data/repositories/retraining';
import { fillFolder } from '../../datasets/write/finished-folder';
import { readDescribedModel, type DescribedModel } from './described-model';

export interface ClinicModelsOptions {
  readonly database: WritableDatabase;
  /** Folder of the clinic's own models, absolute. */
  readonly folder: string;
  /** Folder of the models that come with Macule, absolute. */
  readonly shippedFolder: string;
  /** Opens the engine anew with a model folder; null = the shipped one. */
  readonly openWith: (modelFolder: string | null) => void;
  readonly now: () => Date;
  readonly onChange: () => void;
}

/** The model that photos are analysed with, and where it lies. */
export interface UsedModel extends DescribedModel {
  /** Absolute. */
  readonly folder: string;
}

/** Tasks whose models say where lesions are. */
const DETECTORS = ['lesion-detector', 'yolov8'];
const NAME_DIGITS = 8;

/**
 * The detectors that photos can be analysed with: the one that comes with Macule, and copies of the best models of
 * training runs. They are never changed and never deleted: every lesion on record names the weights that found it.
 */
export class ClinicModels {
  constructor(private readonly options: ClinicModelsOptions) {}

  /** Folder of the clinic's own model in use; null for the shipped one, also where the own one is gone. */
  inUseFolder(): string | null {
    const id = modelInUse(this.options.database);
    return id !== null && existsSync(join(this.folderOf(id), MODEL_FILES.weights)) ? this.folderOf(id) : null;
  }

  /** What photos are analysed with; null where not even the shipped one is there. */
  async inUse(): Promise<UsedModel | null> {
    const folder = this.inUseFolder() ?? join(this.options.shippedFolder, SHIPPED_MODEL);
    const model = await readDescribedModel(folder);
    return model && { ...model, folder };
  }

  /** The card of a model, Markdown; null where it has none. @throws MaculeError `not-found`. */
  async card(id: string): Promise<string | null> {
    const { shippedFolder } = this.options;
    const folder = id === SHIPPED_MODEL ? join(shippedFolder, SHIPPED_MODEL) : this.folderOf(id);
    if (!(/^[\w-]+$/.test(id) && existsSync(folder))) throw unknown();
    return readFile(join(folder, MODEL_FILES.card), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
  }

  async list(): Promise<DetectorModel[]> {
    const { folder, shippedFolder } = this.options;
    const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
    const own = await Promise.all(names.map((name) => readDescribedModel(join(folder, name))));
    const shipped = await readDescribedModel(join(shippedFolder, SHIPPED_MODEL));
    const newestFirst = own
      .filter((model) => model !== null)
      .sort((a, b) => b.trainedAt.localeCompare(a.trainedAt));
    const runs = listApprovedRuns(this.options.database);
    const used = this.inUseFolder() === null ? SHIPPED_MODEL : modelInUse(this.options.database);
    return [...(shipped ? [shipped] : []), ...newestFirst].map((model) => ({
      ...{ id: model.id, title: model.title, trainedAt: model.trainedAt, sha256: model.weightsSha256 },
      inUse: model.id === used,
      withdrawnPhotos: this.withdrawnPhotos(runs.get(model.id)?.runId),
    }));
  }

  /**
   * Keeps a copy of a run's best model and uses it.
   * @param runName what the model is called from now on.
   * @param card makes what is kept beside the model from what it says of itself; null where there is nothing to say.
   * @returns its id.
   * @throws MaculeError `invalid-input` where the run has no detector to give, `no-space`.
   */
  async adopt(
    modelFolder: string,
    runName: string,
    card: (model: DescribedModel) => Promise<string | null> = () => Promise.resolve(null),
  ): Promise<string> {
    const model = await readDescribedModel(modelFolder);
    if (!model || !DETECTORS.includes(model.task)) throw noDetector(runName);
    const id = `clinic-${model.trainedAt.slice(0, 10)}-${model.weightsSha256.slice(0, NAME_DIGITS)}`;
    if (!existsSync(this.folderOf(id))) {
      const named = { ...model, id, title: runName };
      await this.copy(modelFolder, named, await card(named));
    }
    this.use(id);
    return id;
  }

  /** @throws MaculeError `not-found` for a model that is not there. */
  use(id: string): void {
    const { database, openWith, now, onChange } = this.options;
    const own = id === SHIPPED_MODEL ? null : id;
    // Names come from the page: nothing but a name of this folder is one.
    if (own !== null && !(/^[\w-]+$/.test(own) && existsSync(this.folderOf(own)))) throw unknown();
    if (modelInUse(database) === own) return;
    useModel(database, own, now().toISOString());
    openWith(this.inUseFolder());
    onChange();
  }

  private folderOf(id: string): string {
    return join(this.options.folder, id);
  }

  private withdrawnPhotos(runId: string | undefined): number {
    return runId === undefined ? 0 : countWithdrawnPhotos(this.options.database, runId);
  }

  private copy(from: string, described: DescribedModel, card: string | null): Promise<void> {
    return fillFolder(this.folderOf(described.id), async (unfinished) => {
      await copyFile(join(from, MODEL_FILES.weights), join(unfinished, MODEL_FILES.weights));
      await writeFile(join(unfinished, MODEL_FILES.description), `${JSON.stringify(described, null, 2)}\n`);
      if (card !== null) await writeFile(join(unfinished, MODEL_FILES.card), card);
    });
  }
}

const noDetector = (runName: string): MaculeError =>
  new MaculeError({
    kind: 'invalid-input',
    message: `The run “${runName}” has no model that says where lesions are.`,
    advice: 'Train a lesion detector or YOLOv8, at least to the end of its first round.',
    retryable: false,
  });

const unknown = (): MaculeError =>
  new MaculeError({
    kind: 'not-found',
    message: 'This model is not there any more.',
    advice: 'Choose another one.',
    retryable: false,
  });
