import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { graphOf, nodeLines } from '../../../../../tests/helpers/graph-lines';
import { elementCount } from '../graph/graph';
import { LONGEST_ROW, MOST_ROWS, sumStages } from './rules/sum-stages';
import { splitLongSums } from './split-long-sums';

const mean = (shape: readonly number[], axes: readonly number[], kept: readonly number[]) =>
  graphOf((b) => {
    const x = b.input('x', 'float32', shape);
    return b.node('ReduceMean', [x, b.indices(axes)], { keepdims: 1 }, ['float32', kept]);
  });

describe('splitLongSums', () => {
  it('takes the mean of each image first where channels come first', () => {
    const graph = splitLongSums.run(mean([8, 16, 104, 104], [0, 2, 3], [1, 16, 1, 1]));
    expect(nodeLines(graph).map((line) => line.replace(/^\w+: /, '').replaceAll(/_\d+/g, ''))).toEqual([
      'float32[8, 16, 10816] = Reshape(x, [8, 16, 10816])',
      'float32[8, 16] = ReduceMean(Reshape, [2]) keepdims=0',
      'float32[16] = ReduceMean(ReduceMean, [0]) keepdims=0',
      'float32[1, 16, 1, 1] = Reshape(ReduceMean, [1, 16, 1, 1])',
    ]);
  });

  it('leaves short sums, and sums that cannot be split', () => {
    for (const graph of [mean([2, 4, 16, 16], [0, 2, 3], [1, 4, 1, 1]), mean([20_011], [0], [1])]) {
      expect(splitLongSums.run(graph)).toBe(graph);
    }
  });
});

describe('sumStages', () => {
  const shape = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 4 });
  it('reduces every element once, in runs within the limits wherever sizes can be divided', () => {
    fc.assert(
      fc.property(shape, fc.nat(15), (sizes, mask) => {
        const axes = sizes.flatMap((_, axis) => ((mask >> axis) & 1 ? [axis] : []));
        const stages = sumStages(sizes, axes);
        const counts = stages.map((stage) => elementCount(stage.axes.map((axis) => stage.shape[axis]!)));
        expect(counts.reduce((product, count) => product * count, 1)).toBe(
          elementCount(axes.map((axis) => sizes[axis]!)),
        );
        // Sizes up to 60 always divide well.
        for (const [index, stage] of stages.entries()) {
          const last = stage.axes.includes(stage.shape.length - 1);
          expect(counts[index]).toBeLessThanOrEqual(last ? LONGEST_ROW : MOST_ROWS);
        }
      }),
    );
  });
  it('has nothing left to split in its own stages', () => {
    fc.assert(
      fc.property(shape, fc.nat(15), (sizes, mask) => {
        const axes = sizes.flatMap((_, axis) => ((mask >> axis) & 1 ? [axis] : []));
        for (const stage of sumStages(sizes, axes))
          expect(sumStages(stage.shape, stage.axes)).toHaveLength(1);
      }),
    );
  });
});
