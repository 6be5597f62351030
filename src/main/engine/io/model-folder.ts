import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import { MODEL_FILES } from '../../../shared/engine/model-files';
import { MaculeError } from '../../../shared/errors';
import { readLibraryFile, sealedLibraryFile } from '../../vault/library-files';
import {
  modelDescriptionSchema,
  type LesionDetectorDescription,
  type ModelDescription,
  type NewModel,
  type YoloDescription,
} from './model-description';
import { decodeSafetensors, encodeSafetensors, type NamedArray } from './safetensors';
import { saveAtomically } from './save-atomically';
import { writeAtomically } from '../../vault/write-atomically';

export interface LoadedModel<D extends ModelDescription = ModelDescription> {
  readonly description: D;
  readonly weights: ReadonlyMap<string, NamedArray>;
}

/** A detector that looks at photos tile by tile. */
export type LoadedDetector = LoadedModel<LesionDetectorDescription>;
/** Whatever says where lesions are. */
export type AnyDetector = LoadedModel<LesionDetectorDescription | YoloDescription>;

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function unavailable(folder: string, why: string, cause?: unknown): MaculeError {
  return new MaculeError(
    {
      kind: 'model-unavailable',
      message: `The model in ${basename(folder)} cannot be used: ${why}`,
      file: basename(folder),
      advice: 'Choose another model, or reinstall Macule.',
      retryable: false,
    },
    { cause },
  );
}

/**
 * Reads a model folder and checks its weights against their hash.
 * @throws MaculeError `model-unavailable`.
 */
export async function readModelFolder(folder: string): Promise<LoadedModel> {
  const text = await readLibraryFile(join(folder, MODEL_FILES.description)).catch((error: unknown) => {
    throw unavailable(folder, `it has no readable ${MODEL_FILES.description}.`, error);
  });
  const parsed = modelDescriptionSchema.safeParse(parseJson(text.toString('utf8')));
  if (!parsed.success)
    throw unavailable(
      folder,
      `its ${MODEL_FILES.description} is damaged or of another version.`,
      parsed.error,
    );
  const bytes = await readLibraryFile(join(folder, MODEL_FILES.weights)).catch((error: unknown) => {
    throw unavailable(folder, `it has no readable ${MODEL_FILES.weights}.`, error);
  });
  if (sha256(bytes) !== parsed.data.weightsSha256) {
    throw unavailable(folder, 'its weights are not the ones it was saved with.');
  }
  return { description: parsed.data, weights: decodeSafetensors(bytes).arrays };
}

/**
 * Reads the folder of a detector of any kind.
 * @throws MaculeError `model-unavailable` where it is none, or as {@link readModelFolder}.
 */
export async function readAnyDetectorFolder(folder: string): Promise<AnyDetector> {
  const { description, weights } = await readModelFolder(folder);
  if (description.task !== 'presence') return { description, weights };
  throw new MaculeError({
    kind: 'model-unavailable',
    message: `The model in ${basename(folder)} says which lesion types a photo shows, but not where: it cannot find lesions.`,
    file: basename(folder),
    advice: 'Measure it with “macule evaluate”, or choose a detector.',
    retryable: false,
  });
}

/**
 * Reads the folder of a detector that looks at photos tile by tile.
 * @throws MaculeError `model-unavailable` where it is none, or as {@link readAnyDetectorFolder}.
 */
export async function readDetectorFolder(folder: string): Promise<LoadedDetector> {
  const { description, weights } = await readAnyDetectorFolder(folder);
  if (description.task === 'lesion-detector') return { description, weights };
  throw new MaculeError({
    kind: 'model-unavailable',
    message: `The model in ${basename(folder)} is a YOLOv8 network; only Macule's own detector can be used here.`,
    file: basename(folder),
    advice: 'Choose a model of the kind "lesion-detector".',
    retryable: false,
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Writes weights, then the description that names their hash: a reader never sees one without the other. */
export async function writeModelFolder(
  folder: string,
  description: NewModel,
  weights: ReadonlyMap<string, NamedArray>,
): Promise<ModelDescription> {
  const bytes = encodeSafetensors({ arrays: weights, metadata: { id: description.id } });
  const complete: ModelDescription = { format: 1, ...description, weightsSha256: sha256(bytes) };
  const file = join(folder, MODEL_FILES.weights);
  await writeAtomically(file, sealedLibraryFile(file, bytes));
  await saveDescription(folder, complete);
  return complete;
}

/** Writes what a model folder says about itself anew; its weights stay. @throws MaculeError `no-space` or `unreadable-file`. */
export async function saveDescription(folder: string, description: ModelDescription): Promise<void> {
  const file = join(folder, MODEL_FILES.description);
  await saveAtomically(file, sealedLibraryFile(file, `${JSON.stringify(description, null, 2)}\n`));
}
