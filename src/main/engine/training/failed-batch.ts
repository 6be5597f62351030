import { join } from 'node:path';
import { MaculeError } from '../../../shared/errors';
import { sealedLikePictures } from '../../imaging/sealed-pictures';
import { pictureIdentity } from '../../vault/picture-identity';
import { RUN_FILES } from '../../../shared/training/run-record';
import type { InputSpec } from '../compiler/record';
import { encodeSafetensors, type NamedArray } from '../io/safetensors';
import { saveAtomically } from '../io/save-atomically';
import type { TrainingBatch } from './training-task';

/** Where a loss was no number. */
export interface FailedStep {
  readonly step: number;
  /** Counted from 0. */
  readonly epoch: number;
  readonly learningRate: number;
  readonly losses: Readonly<Record<string, number>>;
}

/**
 * Keeps the batch whose loss was no number: its arrays by input, images as [N, channels, height, width], with the
 * names of its photos, the step and the losses beside them. Sealed where the photos are a library's.
 * @param specs inputs of the program for the whole batch.
 */
export async function saveFailedBatch(
  folder: string,
  specs: readonly InputSpec[],
  { inputs, files }: Pick<TrainingBatch, 'inputs' | 'files'>,
  { step, epoch, learningRate, losses }: FailedStep,
): Promise<void> {
  const arrays = new Map<string, NamedArray>(
    specs.map(({ name, shape, layout }) => {
      const [batch = 0, height = 0, width = 0, channels = 0] = shape;
      const stored = layout === 'image' ? [batch, channels, height, width] : shape;
      return [name, { shape: stored, values: inputs[name] as Float32Array }];
    }),
  );
  const metadata = {
    step: `${step}`,
    epoch: `${epoch}`,
    learningRate: `${learningRate}`,
    // JSON knows neither NaN nor infinity.
    losses: Object.entries(losses)
      .map(([name, loss]) => `${name} ${loss}`)
      .join(', '),
    files: JSON.stringify(files),
  };
  const bytes = encodeSafetensors({ arrays, metadata });
  const file = join(folder, RUN_FILES.failedBatch);
  await saveAtomically(file, sealedLikePictures(pictureIdentity(file), bytes));
}

/** The failure of a run whose loss was no number. */
export const diverged = (step: number, hasModel: boolean): MaculeError =>
  new MaculeError({
    kind: 'engine-failed',
    message:
      `Training diverged at step ${step}: the loss is no longer a number. ` +
      `The batch is kept in ${RUN_FILES.failedBatch}${hasModel ? ', the best model so far in model' : ''}.`,
    file: RUN_FILES.failedBatch,
    advice:
      'Train into another folder with a lower learning rate or a limit on gradients, or with another seed.',
    retryable: false,
  });
