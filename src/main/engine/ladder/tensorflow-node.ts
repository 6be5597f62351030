import type { EngineId } from '../../../shared/engine/status';
import type { RunProbe } from '../../../shared/engine/probe';
import { EagerTrainingSession } from '../runtime/eager-training-session';
import { NATIVE_BACKEND } from '../tensorflow/native-backend';
import { findTensorflow, TENSORFLOW_VARIABLE } from './find-tensorflow';
import { loadTensorflow } from './load-tensorflow';
import { processorName } from './processor';
import type { RungProbe } from './rung';
import { tileOpener } from './tile-opener';
import { tryTensorflow } from './try-tensorflow';

export interface TensorflowOptions {
  readonly threads: number;
  readonly runProbe: RunProbe;
  /** Whether to start TensorFlow now; otherwise it is told that it has not been. */
  readonly tryTensorflow: boolean;
}

/**
 * TensorFlow's own library, kernel by kernel, on an NVIDIA card or on the processor. Its library ends the process
 * when it fails, and silently computes on the processor when CUDA's libraries are missing, so a child process
 * tries it and reports what it really computes on.
 * @param folder a binding built by `npm run tensorflow-node`, which is tried even without an NVIDIA card.
 */
export async function tensorflowNode(
  folder: string | undefined,
  { threads, runProbe, tryTensorflow: now }: TensorflowOptions,
): Promise<readonly RungProbe[]> {
  const found = findTensorflow(folder);
  if (found.entry === null) return [unavailable('tfjs-node-gpu', found.reason), notNamed];
  const { entry, named } = found;
  if (!now)
    return [
      unavailable('tfjs-node-gpu', NOT_TRIED),
      named ? unavailable('tfjs-node-cpu', NOT_TRIED) : notNamed,
    ];
  const answer = await tryTensorflow(entry, runProbe);
  if (!answer) {
    const reason = 'TensorFlow could not be started on this computer.';
    return [unavailable('tfjs-node-gpu', reason), named ? unavailable('tfjs-node-cpu', reason) : notNamed];
  }
  const runs = {
    available: true,
    tensorflow: entry,
    openModel: (model) => tileOpener({ engine: 'tfjs-node-gpu', threads, tensorflow: entry }, model),
    openTrainer: (program, options) => {
      loadTensorflow(entry, threads);
      return EagerTrainingSession.open(program, { ...options, backend: NATIVE_BACKEND });
    },
  } satisfies Partial<RungProbe>;
  const release = `TensorFlow ${answer.version}`;
  if (answer.gpu) {
    return [
      {
        id: 'tfjs-node-gpu',
        ...runs,
        device: 'NVIDIA GPU (CUDA)',
        trusted: false,
        reason: `An NVIDIA card with CUDA is there and ${release} computes on it.`,
      },
      unavailable('tfjs-node-cpu', 'TensorFlow computes on the NVIDIA card.'),
    ];
  }
  const noGpu = unavailable(
    'tfjs-node-gpu',
    named
      ? `${release} found no usable CUDA device.`
      : `${release} found no usable CUDA device: CUDA 11.2 and cuDNN 8.1 have to be installed.`,
  );
  if (!named) return [noGpu, notNamed];
  const reason = `${release} runs the detector on the processor without compiling it.`;
  return [noGpu, { id: 'tfjs-node-cpu', ...runs, device: processorName(threads), trusted: true, reason }];
}

/** Said of a TensorFlow that is there while nobody has had time to start it. */
export const NOT_TRIED = 'TensorFlow is installed and has not been started yet.';

const unavailable = (id: EngineId, reason: string): RungProbe => ({ id, available: false, reason });

const notNamed = unavailable(
  'tfjs-node-cpu',
  `No TensorFlow built for the processor is named in ${TENSORFLOW_VARIABLE}.`,
);
