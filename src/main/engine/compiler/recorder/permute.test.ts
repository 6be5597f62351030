import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toLogical, toPhysical } from './permute';
import { FILTER_ORDER, IMAGE_ORDER } from './recorded';

it('turns NHWC into NCHW', () => {
  const values = Float32Array.of(1, 10, 2, 20, 3, 30);
  expect([...toPhysical(values, [1, 1, 3, 2], IMAGE_ORDER)]).toEqual([1, 2, 3, 10, 20, 30]);
});

it('comes back unchanged', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(sizes, (shape) => {
      const values = Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, index) => index);
      expect(toLogical(toPhysical(values, shape, FILTER_ORDER), shape, FILTER_ORDER)).toEqual(values);
    }),
  );
});
