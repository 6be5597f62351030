import { expect, it } from 'vitest';
import type { Graph } from '../../../../src/main/engine/compiler/graph/graph';
import { splitLongSums } from '../../../../src/main/engine/compiler/passes/split-long-sums';
import { example } from '../../../helpers/compiled-parity';
import { graphOf } from '../../../helpers/graph-lines';
import { runGraph } from '../../../helpers/run-graph';

/** Positive numbers add up to a large total, next to which the last ones added lose their digits. */
const square = (x: number): number => Math.fround(x * x);

/** Sums of x² over all but the last axis. */
const squares = (shape: readonly number[]): Graph =>
  graphOf((b) => {
    const x = b.input('x', 'float32', shape);
    const axes = shape.slice(0, -1).map((_, axis) => axis);
    const product = b.node('Mul', [x, x], {}, ['float32', shape]);
    return b.node('ReduceSum', [product, b.indices(axes)], { keepdims: 0 }, ['float32', shape.slice(-1)]);
  });

it('sums of 300,000 rows keep their digits, which they lose in one go', async () => {
  const shape = [3, 100, 1000, 4];
  const channels = shape[3] as number;
  // The inputs that `runGraph` feeds, summed in 64 bits.
  const { values } = example(shape, 1, -2, 2);
  const exact = new Float64Array(channels);
  values.forEach((value, index) => (exact[index % channels]! += square(value)));
  const worst = async (graph: Graph) => {
    const { y0 = [] } = await runGraph(graph);
    return Math.max(...Array.from(y0, (sum, channel) => Math.abs(sum / exact[channel]! - 1)));
  };
  const naive = squares(shape);
  const [inOneGo, inStages] = [await worst(naive), await worst(splitLongSums.run(naive))];
  expect(inOneGo).toBeGreaterThan(1e-5);
  expect(inStages).toBeLessThan(inOneGo / 10);
});
