import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { MaculeError } from '../../../shared/errors';
import { RUN_FILES } from '../../../shared/training/run-record';
import { openedLibraryFile, sealedLibraryFile } from '../../vault/library-files';
import { decodeSafetensors, encodeSafetensors, type NamedArray } from '../io/safetensors';
import { saveAtomically } from '../io/save-atomically';
import { bestSoFarSchema } from './best-so-far';

/** Where a run stands; stored in the same file as its arrays, so the two always belong together. */
export const runProgressSchema = z.object({
  steps: z.number().int(),
  /** Epochs done. */
  epoch: z.number().int(),
  /** Where the epoch under way goes on: `next` of its last batch, 0 at its beginning. */
  from: z.number().int(),
  /** Share of the epoch under way that is done, 0–1. */
  share: z.number(),
  /** Losses of the epoch under way. */
  losses: z.object({ count: z.number().int(), sums: z.record(z.string(), z.number()) }),
  best: bestSoFarSchema.nullable(),
  /** Seconds of training so far, over all resumed parts of the run. */
  seconds: z.number(),
  /** Items a step, less than the settings' where memory did not suffice. */
  batchSize: z.number().int().positive(),
  /** Length of the events' file: what is told after it belongs to steps that are done again. */
  eventsBytes: z.number().int(),
});
export type RunProgress = Readonly<z.infer<typeof runProgressSchema>>;

export interface Checkpoint {
  readonly progress: RunProgress;
  readonly state: ReadonlyMap<string, NamedArray>;
}

/** @throws MaculeError `no-space` or `unreadable-file` where it can't be written; the one before is then kept. */
export async function writeCheckpoint(folder: string, { progress, state }: Checkpoint): Promise<void> {
  const metadata = { progress: JSON.stringify(progress) };
  const file = join(folder, RUN_FILES.checkpoint);
  await saveAtomically(file, sealedLibraryFile(file, encodeSafetensors({ arrays: state, metadata })));
}

/**
 * Reads the checkpoint of a run folder; null where there is none.
 * @throws MaculeError `unreadable-file` where it is damaged.
 */
export async function readCheckpoint(folder: string): Promise<Checkpoint | null> {
  const file = join(folder, RUN_FILES.checkpoint);
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (!bytes) return null;
  try {
    const { arrays, metadata } = decodeSafetensors(openedLibraryFile(file, bytes));
    return { progress: runProgressSchema.parse(JSON.parse(metadata['progress'] ?? 'null')), state: arrays };
  } catch (cause) {
    throw new MaculeError(
      {
        kind: 'unreadable-file',
        message: `The checkpoint ${RUN_FILES.checkpoint} is damaged, or of another version of Macule: the run cannot be resumed.`,
        file: RUN_FILES.checkpoint,
        advice: 'Start the training again without resuming, into another folder.',
        retryable: false,
      },
      { cause },
    );
  }
}
