import { typedValues } from '../../graph/graph-builder';
import { recordedType } from '../recorder-backend';
import type { KernelCall, KernelFamily } from '../kernel';
import type { RecordedType } from '../recording';

/** `count` numbers, each the one before plus `step` in the element type's own precision, as TensorFlow adds. */
function progression(call: KernelCall, start: number, step: number, count: number, type: RecordedType) {
  const values = typedValues(new Array<number>(count).fill(start), type);
  for (let index = 1; index < count; index += 1) {
    values[index] = Number(values[index - 1]) + step;
  }
  const shape = [count];
  return call.recording.wrap(call.recording.builder.constant(values, type, shape), type, shape);
}

export const creationKernels: KernelFamily = {
  Fill: (call) =>
    call.recording.filled(
      call.attribute<number>('value'),
      recordedType(call.attribute('dtype') ?? 'float32'),
      call.attribute('shape'),
    ),
  ZerosLike: (call) => call.recording.filled(0, call.input('x').type, call.input('x').shape),
  OnesLike: (call) => call.recording.filled(1, call.input('x').type, call.input('x').shape),
  LinSpace: (call) => {
    const [start, stop] = [call.attribute<number>('start'), call.attribute<number>('stop')];
    const count = call.attribute<number>('num');
    return progression(call, start, (stop - start) / (count - 1), count, 'float32');
  },
  Range: (call) => {
    const [start, stop] = [call.attribute<number>('start'), call.attribute<number>('stop')];
    const step = call.attribute<number>('step');
    const type = recordedType(call.attribute('dtype') ?? 'float32');
    // TensorFlow.js counts down by itself where the step was left at its default.
    const down = stop < start && step === 1;
    const empty = start === stop || (start < stop && step < 0) || (stop < start && step > 1);
    const count = empty ? 0 : Math.abs(Math.ceil((stop - start) / step));
    return progression(call, start, down ? -1 : step, count, type);
  },
};
