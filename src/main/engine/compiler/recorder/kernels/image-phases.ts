import type { GraphValue } from '../../graph/graph';
import type { Recording } from '../recording';

/** One of the small images that a stride cuts an image into: rows `row`, `row` + stride, … and columns alike. */
export interface Phase {
  readonly row: number;
  readonly column: number;
}

/**
 * The phases of an image [N, C, H, W] whose sides are multiples of the strides: [N, C, H / stride, W / stride]
 * each. Several are cheaper as one rearrangement of the whole image than as a strided slice each.
 */
export function imagePhases(
  recording: Recording,
  image: GraphValue,
  [rowStride, columnStride]: readonly [number, number],
  wanted: readonly Phase[],
): readonly GraphValue[] {
  const { builder } = recording;
  const [batch, channels, height, width] = image.shape as [number, number, number, number];
  if (rowStride === 1 && columnStride === 1) return wanted.map(() => image);
  const shape = [batch, channels, height / rowStride, width / columnStride];
  if (wanted.length > 2 && rowStride === columnStride) {
    const count = rowStride * columnStride;
    const joined = [batch, channels * count, shape[2] as number, shape[3] as number];
    const all = builder.node('SpaceToDepth', [image], { blocksize: rowStride }, ['float32', joined]);
    return wanted.map(({ row, column }) => {
      const first = (row * columnStride + column) * channels;
      const lists = [[first], [first + channels], [1]].map((list) => builder.indices(list));
      return builder.node('Slice', [all, ...lists], {}, ['float32', shape]);
    });
  }
  return wanted.map(({ row, column }) => {
    const lists = [
      [row, column],
      [height, width],
      [2, 3],
      [rowStride, columnStride],
    ];
    return builder.node('Slice', [image, ...lists.map((list) => builder.indices(list))], {}, [
      'float32',
      shape,
    ]);
  });
}
