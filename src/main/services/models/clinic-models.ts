import { existsSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MaculeError } from '../../../shared/errors';
import { MODEL_FILES, SHIPPED_MODEL } from '../../../shared/engine/model-files';
import type { DetectorModel } from '../../../shared/ipc/models';
import type { WritableDatabase } from '../../data/database';
import { modelInUse, useModel } from '../../data/repositories/models-in-use';
import {
  countRetrainingPhotos,
  countWithdrawnPhotos,
  listApprovedRuns,
} from '../../data/repositories/retraining';
import { readLibraryFile, sealedLibraryFile } from '../../vault/library-files';
import { fillFolder } from '../../datasets/write/finished-folder';
import type { ModelContents } from '../../vault/model-file';
import { modelIdentity } from '../../vault/model-identity';
import { cardPictures, type IllustratedCard } from './card-pictures';
import { readDescribedModel, type DescribedModel } from './described-model';
import { ownProvenance, readProvenance, type ModelProvenance } from './model-provenance';

export interface ClinicModelsOptions {
  readonly database: WritableDatabase;
  /** Folder of the clinic's own models, absolute. */
  readonly folder: string;
  /** Folder of the models that come with Macule, absolute. */
  readonly shippedFolder: string;
  /** Opens the engine anew with a model folder; null = the shipped one. */
  readonly openWith: (modelFolder: string | null) => void;
  /** Makes sure that the weights of a model folder fit its description. @throws MaculeError `model-unavailable`. */
  readonly check: (modelFolder: string) => Promise<void>;
  readonly now: () => Date;
  readonly onChange: () => void;
}

/** The model that photos are analysed with, and where it lies. */
export interface UsedModel extends DescribedModel {
  /** Absolute. */
  readonly folder: string;
  /** As `modelIdentity` gives it. */
  readonly identity: string;
}

/** Tasks whose models say where lesions are. */
const DETECTORS = ['lesion-detector', 'yolov8'];
const NAME_DIGITS = 8;
/** Of a model's folder; what is being written has another. */
const NAME = /^[\w-]+$/;

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
    return model && { ...model, folder, identity: modelIdentity(model) };
  }

  /** The card of a model, Markdown; null where it has none. @throws MaculeError `not-found`. */
  async card(id: string): Promise<string | null> {
    return (await this.read(id, MODEL_FILES.card))?.toString('utf8') ?? null;
  }

  /** The card with its pictures; null where it has none. @throws MaculeError `not-found`. */
  async illustratedCard(id: string): Promise<IllustratedCard | null> {
    const text = await this.card(id);
    return text === null ? null : { text, pictures: await cardPictures(this.pathOf(id)) };
  }

  /** All that is to be known of a model, as its export holds it. @throws MaculeError `not-found`. */
  async contentsOf(id: string): Promise<ModelContents> {
    const { database } = this.options;
    const [text, weights, card, kept] = await Promise.all([
      this.read(id, MODEL_FILES.description),
      this.read(id, MODEL_FILES.weights),
      this.read(id, MODEL_FILES.card),
      this.read(id, MODEL_FILES.provenance),
    ]);
    if (!text || !weights) throw unknown();
    const run = listApprovedRuns(database).get(id) ?? null;
    const parts = run && countRetrainingPhotos(database, run.runId);
    const provenance = readProvenance(kept) ?? ownProvenance(run, parts);
    return new Map([
      [MODEL_FILES.description, text],
      [MODEL_FILES.weights, weights],
      ...(card ? [[MODEL_FILES.card, card] as const] : []),
      [MODEL_FILES.provenance, asJson(provenance)],
    ]);
  }

  /** Whether a model of this id is here. */
  has(id: string): boolean {
    return NAME.test(id) && existsSync(this.pathOf(id));
  }

  /** Folder of a model, absolute. */
  pathOf(id: string): string {
    return id === SHIPPED_MODEL ? join(this.options.shippedFolder, SHIPPED_MODEL) : this.folderOf(id);
  }

  /** Under which id this very model is here, whatever it was called elsewhere; null where it is not. */
  async idHere(model: DescribedModel): Promise<string | null> {
    const identity = modelIdentity(model);
    return (await this.own()).find((known) => modelIdentity(known) === identity)?.id ?? null;
  }

  /**
   * Keeps a model that comes from elsewhere; it is not used. One that is here already stays as it is.
   * @returns its id.
   * @throws MaculeError `invalid-input` where it does not say where lesions are, `model-unavailable` where its weights
   *   do not fit, `no-space`.
   */
  async keep(
    described: DescribedModel,
    contents: ModelContents,
    provenance: ModelProvenance,
  ): Promise<string> {
    if (!DETECTORS.includes(described.task)) throw noDetector(described.title);
    const here = await this.idHere(described);
    if (here !== null) return here;
    const id = nameOf(described);
    const { check, onChange } = this.options;
    await fillFolder(this.folderOf(id), async (unfinished) => {
      const files = new Map(contents)
        .set(MODEL_FILES.description, asJson({ ...described, id }))
        .set(MODEL_FILES.provenance, asJson(provenance));
      await writeFiles(unfinished, files);
      await check(unfinished);
    });
    onChange();
    return id;
  }

  async list(): Promise<DetectorModel[]> {
    const shipped = await readDescribedModel(join(this.options.shippedFolder, SHIPPED_MODEL));
    const newestFirst = (await this.own()).toSorted((a, b) => b.trainedAt.localeCompare(a.trainedAt));
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
    const here = await this.idHere(model);
    const id = here ?? nameOf(model);
    if (here === null) {
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
    if (own !== null && !this.has(own)) throw unknown();
    if (modelInUse(database) === own) return;
    useModel(database, own, now().toISOString());
    openWith(this.inUseFolder());
    onChange();
  }

  /** The models of the clinic's own, in no order. */
  private async own(): Promise<DescribedModel[]> {
    const { folder } = this.options;
    const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
    const models = names
      .filter((name) => NAME.test(name))
      .map((name) => readDescribedModel(join(folder, name)));
    return (await Promise.all(models)).filter((model) => model !== null);
  }

  private folderOf(id: string): string {
    return join(this.options.folder, id);
  }

  /** A file of a model; null where it has none of that name. @throws MaculeError `not-found`. */
  private async read(id: string, name: string): Promise<Buffer | null> {
    if (!this.has(id)) throw unknown();
    return readLibraryFile(join(this.pathOf(id), name)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
  }

  private withdrawnPhotos(runId: string | undefined): number {
    return runId === undefined ? 0 : countWithdrawnPhotos(this.options.database, runId);
  }

  private copy(from: string, described: DescribedModel, card: string | null): Promise<void> {
    return fillFolder(this.folderOf(described.id), async (unfinished) => {
      const files = new Map<string, Uint8Array>([
        [MODEL_FILES.weights, await readLibraryFile(join(from, MODEL_FILES.weights))],
        [MODEL_FILES.description, asJson(described)],
      ]);
      if (card !== null) files.set(MODEL_FILES.card, Buffer.from(card));
      await writeFiles(unfinished, files);
    });
  }
}

/**
 * What a new model is called: by what decides its results, so that two calibrations of the same weights have two
 * names. Models of before are called by their weights and keep that name.
 */
const nameOf = (model: DescribedModel): string =>
  `clinic-${model.trainedAt.slice(0, 10)}-${modelIdentity(model).slice(0, NAME_DIGITS)}`;

async function writeFiles(folder: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  for (const [name, content] of files) {
    const file = join(folder, name);
    await writeFile(file, sealedLibraryFile(file, content));
  }
}

const asJson = (value: object): Buffer => Buffer.from(`${JSON.stringify(value, null, 2)}\n`);

const noDetector = (name: string): MaculeError =>
  new MaculeError({
    kind: 'invalid-input',
    message: `“${name}” has no model that says where lesions are.`,
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
