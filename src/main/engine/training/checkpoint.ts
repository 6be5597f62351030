import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { MaculeError } from '../../../shared/errors';
import { decodeSafetensors, encodeSafetensors, type NamedArray } from '../io/safetensors';
import { writeAtomically } from '../io/write-atomically';

export const CHECKPOINT_FILE = 'checkpoint.safetensors';

/** Where a run stands; stored in the same file as its arrays, so the two always belong together. */
export const runProgressSchema = z.object({
  recipe: z.string(),
  seed: z.number().int(),
  steps: z.number().int(),
  epoch: z.number().int(),
  /** Seconds of training so far, over all resumed parts of the run. */
  seconds: z.number(),
  bestScore: z.number().nullable(),
  /** Tiles a step, where memory did not suffice for the recipe's. */
  batchSize: z.number().int().positive().optional(),
});
export type RunProgress = z.infer<typeof runProgressSchema>;

export interface Checkpoint {
  readonly progress: RunProgress;
  readonly state: ReadonlyMap<string, NamedArray>;
}

export async function writeCheckpoint(folder: string, { progress, state }: Checkpoint): Promise<void> {
  const metadata = { progress: JSON.stringify(progress) };
  await writeAtomically(join(folder, CHECKPOINT_FILE), encodeSafetensors({ arrays: state, metadata }));
}

/**
 * Reads the checkpoint of a run folder; null where there is none.
 * @throws MaculeError `unreadable-file` where it is damaged.
 */
export async function readCheckpoint(folder: string): Promise<Checkpoint | null> {
  const bytes = await readFile(join(folder, CHECKPOINT_FILE)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (!bytes) return null;
  try {
    const { arrays, metadata } = decodeSafetensors(bytes);
    return { progress: runProgressSchema.parse(JSON.parse(metadata['progress'] ?? 'null')), state: arrays };
  } catch (cause) {
    throw new MaculeError(
      {
        kind: 'unreadable-file',
        message: `The checkpoint ${CHECKPOINT_FILE} is damaged and the run cannot be resumed.`,
        file: CHECKPOINT_FILE,
        advice: 'Start the training again without resuming, into another folder.',
        retryable: false,
      },
      { cause },
    );
  }
}
