import { SUPPRESSION } from '../ml/detection/suppress';
import type { Lesions } from './collect-lesions';
import { OnnxWriter } from './onnx-writer';

/**
 * Which of the lesions, best first, are kept: [n] of booleans. Greedy suppression as in `suppress`: a lesion
 * falls to a better one that is kept and whose centre is close or whose box overlaps.
 */
export function suppressLesions(writer: OnnxWriter, lesions: Lesions): string {
  const { centreX, centreY, width, height } = lesions;
  const half = writer.float(0.5);
  const edge = (centre: string, size: string, op: 'Add' | 'Sub') =>
    writer.op(op, [centre, writer.op('Mul', [size, half])]);
  const shared: Shared = {
    ...{ centreX, centreY },
    left: edge(centreX, width, 'Sub'),
    right: edge(centreX, width, 'Add'),
    top: edge(centreY, height, 'Sub'),
    bottom: edge(centreY, height, 'Add'),
    longer: writer.op('Max', [width, height]),
    area: writer.op('Mul', [width, height]),
    index: writer.op('Range', [writer.integer(0), countOf(writer, centreX), writer.integer(1)]),
  };
  const none = writer.op('Less', [centreX, centreX]);
  return writer.op('Loop', [countOf(writer, centreX), '', none], { body: { graph: loopBody(shared) } });
}

/** Values of the graph around the loop that its body reads; [n] each. */
type Shared = Readonly<
  Record<'centreX' | 'centreY' | 'left' | 'right' | 'top' | 'bottom' | 'longer' | 'area' | 'index', string>
>;

const countOf = (writer: OnnxWriter, values: string): string =>
  writer.op('Squeeze', [writer.op('Shape', [values]), writer.integers([0])]);

function loopBody(all: Shared) {
  const writer = new OnnxWriter('suppress_');
  const [step, going, kept] = ['suppress_step', 'suppress_going', 'suppress_kept'];
  const mine = (values: string) => writer.op('Gather', [values, step], { axis: 0 });
  const difference = (values: string) => writer.op('Sub', [values, mine(values)]);
  const squared = (values: string) => writer.op('Mul', [values, values]);
  const distance = writer.op('Sqrt', [
    writer.op('Add', [squared(difference(all.centreX)), squared(difference(all.centreY))]),
  ]);
  const smaller = writer.op('Min', [all.longer, mine(all.longer)]);
  const reach = writer.op('Mul', [smaller, writer.float(SUPPRESSION.centreDistance)]);
  const close = writer.op('Less', [distance, reach]);
  const common = (low: string, high: string) => {
    const end = writer.op('Min', [high, mine(high)]);
    const start = writer.op('Max', [low, mine(low)]);
    return writer.op('Max', [writer.op('Sub', [end, start]), writer.float(0)]);
  };
  const both = writer.op('Mul', [common(all.left, all.right), common(all.top, all.bottom)]);
  const either = writer.op('Sub', [writer.op('Add', [all.area, mine(all.area)]), both]);
  // both ÷ either > limit, without the division: two boxes of no size have no overlap.
  const overlapping = writer.op('Greater', [
    both,
    writer.op('Mul', [either, writer.float(SUPPRESSION.overlap)]),
  ]);
  const same = writer.op('And', [kept, writer.op('Or', [close, overlapping])]);
  const beaten = writer.op('ReduceMax', [writer.op('Cast', [same], { to: 6 })], { keepdims: 0 });
  const stays = writer.op('Not', [writer.op('Cast', [beaten], { to: 9 })]);
  const here = writer.op('Equal', [all.index, step]);
  const next = writer.op('Or', [kept, writer.op('And', [here, stays])]);
  writer.named(going, 'suppress_goes_on');
  writer.named(next, 'suppress_next');
  return writer.finish(
    'suppress',
    [
      { name: step, type: 'int64', shape: [] },
      { name: going, type: 'bool', shape: [] },
      { name: kept, type: 'bool', shape: ['candidates'] },
    ],
    [
      { name: 'suppress_goes_on', type: 'bool', shape: [] },
      { name: 'suppress_next', type: 'bool', shape: ['candidates'] },
    ],
  );
}
