import type { KernelFamily } from '../kernel';
import { physicalAxis, type Recorded } from '../recorded';

/** Which element each place of a padded row shows. `reflect` leaves the edge out, `symmetric` repeats it. */
function mirrored(length: number, before: number, after: number, mode: 'reflect' | 'symmetric'): number[] {
  const edge = mode === 'reflect' ? 0 : 1;
  return Array.from({ length: before + length + after }, (_, place) => {
    const from = place - before;
    if (from < 0) return -from - edge;
    return from < length ? from : 2 * (length - 1) - from + edge;
  });
}

export const mirrorPadKernels: KernelFamily = {
  MirrorPad: (call) => {
    const { recording } = call;
    const paddings = call.attribute<readonly (readonly [number, number])[]>('paddings');
    const mode = call.attribute<'reflect' | 'symmetric'>('mode');
    return paddings.reduce<Recorded>((x, [before, after], axis) => {
      if (before + after === 0) return x;
      const length = x.shape[axis] as number;
      const shape = x.shape.map((size, index) => (index === axis ? before + length + after : size));
      if (x.fill !== null) return recording.filled(x.fill, x.type, shape);
      const places = recording.builder.indices(mirrored(length, before, after, mode));
      const attributes = { axis: physicalAxis(axis, x.order) };
      return recording.apply('Gather', [recording.anyValue(x), places], attributes, x.type, shape, x.order);
    }, call.input('x'));
  },
};
