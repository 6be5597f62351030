import {
  DataStorage,
  KernelBackend,
  engine,
  type backend_util,
  type DataType,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import { typedValues } from '../graph/graph-builder';
import { randomnessError, randomOperation, readError } from './explain';
import type { Recorded } from './recorded';
import type { Recording } from './recording';
import type { RecordedType } from './recording';
import { RecordingError } from './recording-error';

/** Name under which the recorder is known to TensorFlow.js. */
export const RECORDER_BACKEND = 'recorder';

/** A TensorFlow.js backend that computes nothing: each kernel call becomes nodes of the current recording. */
export class RecorderBackend extends KernelBackend {
  private readonly tensors = new DataStorage<Recorded>(this, engine());
  private current: Recording | null = null;

  get recording(): Recording {
    if (!this.current) {
      throw new RecordingError('The recorder backend was used outside a recording.', 'Call record().');
    }
    return this.current;
  }

  begin(recording: Recording): void {
    if (this.current) {
      throw new RecordingError('A recording is under way already.', 'Record one after the other.');
    }
    this.current = recording;
  }

  end(): void {
    this.current = null;
  }

  /** Hands a recorded tensor to TensorFlow.js. */
  hold(recorded: Recorded): TensorInfo {
    const dataId = {};
    this.tensors.set(dataId, recorded);
    return { dataId, shape: [...recorded.shape], dtype: recorded.type };
  }

  /** What was recorded for a tensor; its logical shape is the one TensorFlow.js gives it now. */
  recorded(tensor: TensorInfo): Recorded {
    return this.tensors.get(tensor.dataId);
  }

  override write(values: backend_util.BackendValues, shape: number[], dtype: DataType): object {
    const dataId = {};
    this.move(dataId, values, shape, dtype);
    return dataId;
  }

  override move(dataId: object, values: backend_util.BackendValues, shape: number[], dtype: DataType): void {
    this.tensors.set(dataId, this.constant(values, shape, dtype));
  }

  override disposeData(dataId: object): boolean {
    this.tensors.delete(dataId);
    return true;
  }

  override incRef(): void {}
  decRef(): void {}
  override refCount(): number {
    return 1;
  }
  override numDataIds(): number {
    return this.tensors.numDataIds();
  }
  override floatPrecision(): 32 {
    return 32;
  }
  override epsilon(): number {
    return 1e-7;
  }
  override timerAvailable(): boolean {
    return false;
  }
  override readSync(): never {
    throw readError();
  }
  override read(): Promise<never> {
    // Whoever waits for the values would see a rejection too late, or nobody would: the recording fails instead.
    this.recording.failure ??= readError();
    return new Promise(() => undefined);
  }
  override dispose(): void {}

  private constant(given: backend_util.BackendValues, shape: number[], dtype: DataType): Recorded {
    // `recordedType` refuses strings, the only values that are not numbers.
    const values = given as ArrayLike<number>;
    const type = recordedType(dtype);
    const drawn = randomOperation(engine().state.scopeStack.map(({ name }) => name));
    if (drawn) throw randomnessError(drawn);
    const first = values[0] ?? 0;
    let uniform = true;
    for (let index = 1; uniform && index < values.length; index += 1) uniform = values[index] === first;
    if (uniform) {
      this.recording.note(() => `${first} [${shape.join()}]`);
      return this.recording.filled(Number(first), type, shape);
    }
    const copy = typedValues(values, type);
    this.recording.note(() => copy);
    return this.recording.wrap(this.recording.builder.constant(copy, type, shape), type, shape);
  }
}

export function recordedType(dtype: DataType): RecordedType {
  if (dtype === 'float32' || dtype === 'int32' || dtype === 'bool') return dtype;
  throw new RecordingError(`Tensors of type ${dtype} cannot be recorded.`, 'Use float32, int32 or bool.');
}
