import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { MaculeError } from '../../../shared/errors';
import { MODEL_FILES } from '../../../shared/engine/model-files';
import { readLibraryFile } from '../../vault/library-files';
import { decodeSafetensors, type NamedArray } from '../io/safetensors';
import type { ParameterSpec } from '../ml/nn/parameter';
import type { TrainedState } from './batch-trainer';
import { slotName } from './training-state';
import type { ImportWeights } from './training-task';

/**
 * The state of a run that starts from weights of an earlier one: every array that has a parameter's name and shape
 * is taken, the other parameters start afresh (a head for other classes, say).
 * @param from a model folder or a `.safetensors` file.
 * @param importWeights reads files with names that are not ours.
 * @throws MaculeError `unreadable-file`, `invalid-input` where nothing in it fits, and what `importWeights` throws.
 */
export async function startingState(
  from: string,
  parameters: readonly ParameterSpec[],
  importWeights?: ImportWeights,
): Promise<TrainedState> {
  const weights = await readWeights(from, (bytes) => importWeights?.(bytes, from, parameters) ?? null);
  const fitting = parameters.filter(({ name, shape }) => weights.get(name)?.shape.join() === shape.join());
  if (fitting.length === 0) {
    throw new MaculeError({
      kind: 'invalid-input',
      message: `None of the weights in “${basename(from)}” fits the network that is to be trained.`,
      file: basename(from),
      advice: 'Start from a model of the same kind and picture size, or without one.',
      retryable: false,
    });
  }
  const state = new Map(
    fitting.map(({ name }) => [slotName('value', name), weights.get(name) as NamedArray] as const),
  );
  return { state, stepCount: 0 };
}

async function readWeights(
  from: string,
  importForeign: (bytes: Uint8Array) => ReadonlyMap<string, NamedArray> | null,
): Promise<ReadonlyMap<string, NamedArray>> {
  try {
    const isFolder = (await stat(from)).isDirectory();
    const bytes = await readLibraryFile(isFolder ? join(from, MODEL_FILES.weights) : from);
    return (isFolder ? null : importForeign(bytes)) ?? decodeSafetensors(bytes).arrays;
  } catch (cause) {
    if (cause instanceof MaculeError) throw cause;
    throw new MaculeError(
      {
        kind: 'unreadable-file',
        message: `The weights in “${basename(from)}” cannot be read.`,
        file: basename(from),
        advice: 'Choose a model folder or a .safetensors file.',
        retryable: false,
      },
      { cause },
    );
  }
}
