import { engine, getBackend, keep, setBackend, type Tensor } from '@tensorflow/tfjs-core';
import type { Graph } from './graph/graph';
import { RECORDER_BACKEND } from './recorder/recorder-backend';
import { FILTER_ORDER, IMAGE_ORDER, type AxisOrder } from './recorder/recorded';
import { Recording, type RecordedType } from './recorder/recording';
import { recorderBackend } from './recorder/register-kernels';

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

/**
 * Runs TensorFlow.js code once on the recorder and returns the graph of what it did. Nothing is computed:
 * shapes are real, values are not.
 * @param program declares inputs and returns the outputs to keep.
 * @throws RecordingError where the code reads values or uses what a static graph cannot hold.
 */
export function record(program: (scope: RecordingScope) => readonly NamedOutput[]): Graph {
  const backend = recorderBackend();
  const before = getBackend();
  const recording = new Recording();
  void setBackend(RECORDER_BACKEND);
  backend.begin(recording);
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
    return recording.finish(
      outputs.map(({ name, tensor, layout = 'logical' }) => ({
        name,
        value: recording.valueIn(backend.recorded(tensor), LAYOUT_ORDERS[layout]),
      })),
    );
  } finally {
    retained.forEach((tensor) => tensor.dispose());
    engine().endScope();
    backend.end();
    if (before && before !== RECORDER_BACKEND) void setBackend(before);
  }
}
