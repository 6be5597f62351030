import { arithmetic } from '../compiler/onnx/arithmetic';
import type { OnnxWriter } from '../compiler/onnx/onnx-writer';
import { SUPPRESSION } from '../ml/detection/suppress';
import type { Lesions } from './collect-lesions';

/** What the comparison of two lesions needs to know of each; [n] each. */
type Compared = Readonly<
  Record<'centreX' | 'centreY' | 'left' | 'right' | 'top' | 'bottom' | 'longer' | 'area', string>
>;

/**
 * Which of the lesions, best first, are kept: [n] of booleans. Greedy suppression as in `suppress`: a lesion
 * falls to a better one that is kept and whose centre is close or whose box overlaps.
 */
export function suppressLesions(writer: OnnxWriter, lesions: Lesions): string {
  const { add, sub, mul, max, less } = arithmetic(writer, 'float32');
  const { centreX, centreY, width, height } = lesions;
  const all: Compared = {
    centreX,
    centreY,
    left: sub(centreX, mul(width, 0.5)),
    right: add(centreX, mul(width, 0.5)),
    top: sub(centreY, mul(height, 0.5)),
    bottom: add(centreY, mul(height, 0.5)),
    longer: max(width, height),
    area: mul(width, height),
  };
  const count = writer.op('Squeeze', [writer.op('Shape', [centreX]), writer.integers([0])]);
  const order = arithmetic(writer, 'int64').upTo(count);
  const none = less(centreX, centreX);
  const carried = [{ name: none, type: 'bool', shape: ['candidates'] }] as const;
  const [kept = ''] = writer.loop(count, carried, (inner, turn, [before = '']) => {
    const beaten = inner.op('And', [before, sameLesion(inner, all, turn)]);
    const isBeaten = inner.op('ReduceMax', [inner.cast(beaten, 'int32')], { keepdims: 0 });
    const stays = inner.op('Not', [inner.cast(isBeaten, 'bool')]);
    const here = inner.op('Equal', [order, turn]);
    return { carried: [inner.op('Or', [before, inner.op('And', [here, stays])])] };
  });
  return kept;
}

/** Which lesions are the same as one of them: [n] of booleans. */
function sameLesion(writer: OnnxWriter, all: Compared, index: string): string {
  const { add, sub, mul, min, max, sqrt, less, greater } = arithmetic(writer, 'float32');
  const mine = (values: string) => writer.op('Gather', [values, index], { axis: 0 });
  const apart = (values: string) => sub(values, mine(values));
  const square = (values: string) => mul(values, values);
  const distance = sqrt(add(square(apart(all.centreX)), square(apart(all.centreY))));
  const isClose = less(distance, mul(min(all.longer, mine(all.longer)), SUPPRESSION.centreDistance));
  const shared = (low: string, high: string) => max(sub(min(high, mine(high)), max(low, mine(low))), 0);
  const both = mul(shared(all.left, all.right), shared(all.top, all.bottom));
  const either = sub(add(all.area, mine(all.area)), both);
  // both ÷ either > limit without the division: boxes of no size do not overlap.
  return writer.op('Or', [isClose, greater(both, mul(either, SUPPRESSION.overlap))]);
}
