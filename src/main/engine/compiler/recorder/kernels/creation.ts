import { recordedType } from '../recorder-backend';
import type { KernelFamily } from '../kernel';

export const creationKernels: KernelFamily = {
  Fill: (call) =>
    call.recording.filled(
      call.attribute<number>('value'),
      recordedType(call.attribute('dtype') ?? 'float32'),
      call.attribute('shape'),
    ),
  ZerosLike: (call) => call.recording.filled(0, call.input('x').type, call.input('x').shape),
  OnesLike: (call) => call.recording.filled(1, call.input('x').type, call.input('x').shape),
};
