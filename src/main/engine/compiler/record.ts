import { engine, getBackend, keep, setBackend, type Tensor } from '@tensorflow/tfjs-core';
import { disposeTape } from './dispose-tape';
import type { Graph } from './graph/graph';
import { RECORDED_STACK_DEPTH } from './recorder/call-stack';
import { differenceError, explained } from './recorder/explain';
import { Journal } from './recorder/journal';
import { RECORDER_BACKEND } from './recorder/recorder-backend';
import { FILTER_ORDER, IMAGE_ORDER, type AxisOrder } from './recorder/recorded';
import { Recording, type RecordedType } from './recorder/recording';
import { RecordingError } from './recorder/recording-error';
import { recorderBackend } from './recorder/register-kernels';

export { RecordingError } from './recorder/recording-error';

/**
 * How a four-dimensional graph input or output lies in memory: `logical` as TensorFlow.js has it,
 * `image` as NCHW for a logical NHWC, `filter` as OIHW for a logical HWIO.
 */
export type Layout = 'logical' | 'image' | 'filter';

export const LAYOUT_ORDERS: Readonly<Record<Layout, AxisOrder>> = {
  logical: null,
  image: IMAGE_ORDER,
  filter: FILTER_ORDER,
};

/** A graph input: `shape` is the logical shape. */
export interface InputSpec {
  readonly name: string;
  readonly shape: readonly number[];
  readonly type?: RecordedType;
  readonly layout?: Layout;
}

export interface NamedOutput {
  readonly name: string;
  readonly tensor: Tensor;
  readonly layout?: Layout;
}

/** What model code sees while it is being recorded. */
export interface RecordingScope {
  /** Declares a graph input and returns the tensor that stands for it. */
  readonly input: (spec: InputSpec) => Tensor;
  /** Carries a tensor out of an inner `tf.tidy` or gradient function until the recording ends. */
  readonly retain: <T extends Tensor>(tensor: T) => T;
}

export interface RecordOptions {
  /**
   * Records twice and compares: constants that differ were drawn at random, or depend on something else that
   * a static graph cannot follow. Random operations of TensorFlow.js are refused in any case.
   */
  readonly checkRandomness?: boolean;
}

export type RecordedProgram = (scope: RecordingScope) => readonly NamedOutput[];

/**
 * Runs TensorFlow.js code on the recorder and returns the graph of what it did. Nothing is computed: shapes are
 * real, values are not.
 * @param program declares inputs and returns the outputs to keep; with `checkRandomness` it runs twice.
 * @throws RecordingError where the code reads values, draws random numbers or does what a static graph
 * cannot hold; it names the operation and the line.
 */
export function record(program: RecordedProgram, { checkRandomness = false }: RecordOptions = {}): Graph {
  if (!checkRandomness) return recordOnce(program, null);
  const journal = new Journal();
  recordOnce(program, journal);
  journal.rewind();
  const graph = recordOnce(program, journal);
  if (!journal.complete) throw differenceError('fewer operations');
  return graph;
}

function recordOnce(program: RecordedProgram, journal: Journal | null): Graph {
  const backend = recorderBackend();
  const before = getBackend();
  const recording = new Recording(journal);
  void setBackend(RECORDER_BACKEND);
  backend.begin(recording);
  const restoreStacks = deepenStacks();
  engine().startScope('recording');
  const retained: Tensor[] = [];
  try {
    const input = (spec: InputSpec): Tensor => {
      const { name, shape, type = 'float32', layout = 'logical' } = spec;
      return engine().makeTensorFromTensorInfo(
        backend.hold(recording.input(name, type, shape, LAYOUT_ORDERS[layout])),
      );
    };
    const retain = <T extends Tensor>(tensor: T): T => {
      retained.push(tensor);
      return keep(tensor);
    };
    const outputs = program({ input, retain });
    if (recording.failure) throw recording.failure;
    if (!Array.isArray(outputs)) throw notAList();
    return recording.finish(
      outputs.map(({ name, tensor, layout = 'logical' }: NamedOutput) => ({
        name,
        value: recording.valueIn(backend.recorded(tensor), LAYOUT_ORDERS[layout]),
      })),
    );
  } catch (thrown) {
    disposeTape();
    throw explained(thrown);
  } finally {
    retained.forEach((tensor) => tensor.dispose());
    engine().endScope();
    restoreStacks();
    backend.end();
    if (before && before !== RECORDER_BACKEND) void setBackend(before);
  }
}

const notAList = () =>
  new RecordingError(
    'A recorded program gave no list of outputs.',
    'Programs cannot be asynchronous: return the outputs themselves, not a promise of them.',
  );

/** Lets errors keep enough of the stack to name the line of model code; returns the way back. */
function deepenStacks(): () => void {
  const settings = Error as unknown as { stackTraceLimit: number };
  const before = settings.stackTraceLimit;
  settings.stackTraceLimit = RECORDED_STACK_DEPTH;
  return () => {
    settings.stackTraceLimit = before;
  };
}
