import { existsSync } from 'node:fs';
import { copyFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MaculeError } from '../../../shared/errors';
import { MODEL_FILES, SHIPPED_MODEL } from '../../../shared/engine/model-files';
import type { DetectorModel } from '../../../shared/ipc/models';
import type { WritableDatabase } from '../../data/database';
import { modelInUse, useModel } from '../../data/repositories/models-in-use';
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
    const used = this.inUseFolder() === null ? SHIPPED_MODEL : modelInUse(this.options.database);
    return [...(shipped ? [shipped] : []), ...newestFirst].map((model) => ({
      ...{ id: model.id, title: model.title, trainedAt: model.trainedAt, sha256: model.weightsSha256 },
      inUse: model.id === used,
    }));
  }

  /**
   * Keeps a copy of a run's best model and uses it.
   * @param runName what the model is called from now on.
   * @returns its id.
   * @throws MaculeError `invalid-input` where the run has no detector to give, `no-space`.
   */
  async adopt(modelFolder: string, runName: string): Promise<string> {
    const model = await readDescribedModel(modelFolder);
    if (!model || !DETECTORS.includes(model.task)) throw noDetector(runName);
    const id = `clinic-${model.trainedAt.slice(0, 10)}-${model.weightsSha256.slice(0, NAME_DIGITS)}`;
    if (!existsSync(this.folderOf(id))) await this.copy(modelFolder, { ...model, id, title: runName });
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

  private copy(from: string, described: DescribedModel): Promise<void> {
    return fillFolder(this.folderOf(described.id), async (unfinished) => {
      await copyFile(join(from, MODEL_FILES.weights), join(unfinished, MODEL_FILES.weights));
      await writeFile(join(unfinished, MODEL_FILES.description), `${JSON.stringify(described, null, 2)}\n`);
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
