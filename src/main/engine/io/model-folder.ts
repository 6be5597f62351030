import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { MaculeError } from '../../../shared/errors';
import { decodeSafetensors, encodeSafetensors, type NamedArray } from './safetensors';
import { writeAtomically } from './write-atomically';

export const MODEL_FILE = 'model.json';
export const WEIGHTS_FILE = 'weights.safetensors';

/** What a model folder says about itself; the weights lie beside it. */
export const modelDescriptionSchema = z.object({
  format: z.literal(1),
  id: z.string().min(1),
  title: z.string(),
  task: z.literal('lesion-detector'),
  shape: z.object({
    backbone: z.tuple([z.number(), z.number(), z.number(), z.number(), z.number()]).readonly(),
    blocks: z.tuple([z.number(), z.number(), z.number(), z.number()]).readonly(),
    merged: z.number(),
  }),
  /** Operating threshold on scores, 0–1. */
  threshold: z.number().min(0).max(1),
  /** Photos with a longer side are reduced to it, pixels: the scale that training photos had. */
  longSide: z.number().int().positive(),
  weightsSha256: z.string(),
  /** ISO 8601. */
  trainedAt: z.string(),
  /** Recipe, steps, photos, seed and measured figures: for the record, not for running. */
  training: z.record(z.string(), z.unknown()),
});
export type ModelDescription = z.infer<typeof modelDescriptionSchema>;

export interface LoadedModel {
  readonly description: ModelDescription;
  readonly weights: ReadonlyMap<string, NamedArray>;
}

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
  const text = await readFile(join(folder, MODEL_FILE), 'utf8').catch((error: unknown) => {
    throw unavailable(folder, `it has no readable ${MODEL_FILE}.`, error);
  });
  const parsed = modelDescriptionSchema.safeParse(parseJson(text));
  if (!parsed.success)
    throw unavailable(folder, `its ${MODEL_FILE} is damaged or of another version.`, parsed.error);
  const bytes = await readFile(join(folder, WEIGHTS_FILE)).catch((error: unknown) => {
    throw unavailable(folder, `it has no readable ${WEIGHTS_FILE}.`, error);
  });
  if (sha256(bytes) !== parsed.data.weightsSha256) {
    throw unavailable(folder, 'its weights are not the ones it was saved with.');
  }
  return { description: parsed.data, weights: decodeSafetensors(bytes).arrays };
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
  description: Omit<ModelDescription, 'format' | 'weightsSha256'>,
  weights: ReadonlyMap<string, NamedArray>,
): Promise<ModelDescription> {
  const bytes = encodeSafetensors({ arrays: weights, metadata: { id: description.id } });
  const complete: ModelDescription = { format: 1, ...description, weightsSha256: sha256(bytes) };
  await writeAtomically(join(folder, WEIGHTS_FILE), bytes);
  await writeAtomically(join(folder, MODEL_FILE), `${JSON.stringify(complete, null, 2)}\n`);
  return complete;
}
