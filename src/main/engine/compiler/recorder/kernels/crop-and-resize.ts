import { elementCount } from '../../graph/graph';
import type { KernelCall, KernelFamily } from '../kernel';
import type { Recorded } from '../recorded';
import { choose, elementwise, mapped, numeral } from './elementwise';
import { reshapeRecorded } from './reshape';
import { slice } from './arrangement';
import { cast } from './unary';

type Operator = 'Add' | 'Sub' | 'Mul';

/** Where the samples of one axis lie in the picture, in pixels: [boxes, samples]. */
interface Samples {
  readonly places: Recorded;
  readonly outside: Recorded;
}

/** `first` and `last` are the columns of the boxes that hold the axis's ends, as fractions of the picture. */
function samplesAlong(
  call: KernelCall,
  [first, last]: readonly [number, number],
  length: number,
  count: number,
): Samples {
  const { recording } = call;
  const boxes = call.input('boxes');
  const number = boxes.shape[0] as number;
  const arithmetic = (op: Operator, a: Recorded, b: Recorded) => elementwise(call, op, a, b);
  const end = (column: number) =>
    arithmetic('Mul', slice(recording, boxes, [0, column], [number, 1]), numeral(call, length - 1));
  const [start, stop] = [end(first), end(last)];
  const shares = Float32Array.from({ length: count }, (_, index) => (count > 1 ? index / (count - 1) : 0.5));
  const steps = recording.wrap(recording.builder.constant(shares, 'float32', [1, count]), 'float32', [
    1,
    count,
  ]);
  const places = arithmetic('Add', start, arithmetic('Mul', arithmetic('Sub', stop, start), steps));
  const below = elementwise(call, 'Less', places, numeral(call, 0), 'bool');
  const above = elementwise(call, 'Greater', places, numeral(call, length - 1), 'bool');
  return { places, outside: elementwise(call, 'Or', below, above) };
}

/** Rounded places as row or column numbers inside the picture. */
function pixels(call: KernelCall, places: Recorded, length: number): Recorded {
  const inside = elementwise(
    call,
    'Max',
    elementwise(call, 'Min', places, numeral(call, length - 1)),
    numeral(call, 0),
  );
  return cast(call, inside, 'int32');
}

/** The pixels at given rows and columns of each box's picture: [boxes, rows, columns, channels]. */
function pixelsAt(call: KernelCall, rows: Recorded, columns: Recorded): Recorded {
  const { recording } = call;
  const [image, pictures] = [call.input('image'), call.input('boxInd')];
  const [, height = 0, width = 0, channels = 0] = image.shape;
  const [boxes = 0, down = 0] = rows.shape;
  const across = columns.shape[1] as number;
  const whole = (op: Operator, a: Recorded, b: Recorded) => elementwise(call, op, a, b);
  const top = whole('Mul', reshapeRecorded(recording, pictures, [boxes, 1]), numeral(call, height, 'int32'));
  const line = whole('Mul', whole('Add', top, rows), numeral(call, width, 'int32'));
  const places = whole(
    'Add',
    reshapeRecorded(recording, line, [boxes, down, 1]),
    reshapeRecorded(recording, columns, [boxes, 1, across]),
  );
  const list = reshapeRecorded(recording, image, [elementCount(image.shape) / channels, channels]);
  const inputs = [recording.valueIn(list, null), recording.valueIn(places, null)];
  const found = recording.apply('Gather', inputs, { axis: 0 }, image.type, [boxes, down, across, channels]);
  return cast(call, found, 'float32');
}

/** Boxes [y1, x1, y2, x2], as fractions of the picture, brought to one size. */
function cropAndResize(call: KernelCall): Recorded {
  const { recording } = call;
  const [, height = 0, width = 0] = call.input('image').shape;
  const boxes = call.input('boxes').shape[0] as number;
  const [down, across] = call.attribute<readonly [number, number]>('cropSize');
  const rows = samplesAlong(call, [0, 2], height, down);
  const columns = samplesAlong(call, [1, 3], width, across);
  const asRows = (x: Recorded) => reshapeRecorded(recording, x, [boxes, down, 1, 1]);
  const asColumns = (x: Recorded) => reshapeRecorded(recording, x, [boxes, 1, across, 1]);
  const sampled =
    call.attribute<string>('method') === 'nearest'
      ? pixelsAt(call, nearest(call, rows.places, height), nearest(call, columns.places, width))
      : bilinear(call, rows.places, columns.places, asRows, asColumns);
  const outside = elementwise(call, 'Or', asRows(rows.outside), asColumns(columns.outside));
  return choose(call, outside, numeral(call, call.attribute('extrapolationValue')), sampled);
}

const nearest = (call: KernelCall, places: Recorded, length: number): Recorded =>
  pixels(call, mapped(call, 'Floor', elementwise(call, 'Add', places, numeral(call, 0.5))), length);

type Reshaped = (x: Recorded) => Recorded;

/** Between the four pixels round each sample, along the rows first. */
function bilinear(
  call: KernelCall,
  rows: Recorded,
  columns: Recorded,
  asRows: Reshaped,
  asColumns: Reshaped,
): Recorded {
  const [, height = 0, width = 0] = call.input('image').shape;
  const rounded = (x: Recorded, length: number) => {
    const low = mapped(call, 'Floor', x);
    return {
      low: pixels(call, low, length),
      high: pixels(call, mapped(call, 'Ceil', x), length),
      share: elementwise(call, 'Sub', x, low),
    };
  };
  const [down, across] = [rounded(rows, height), rounded(columns, width)];
  const between = (from: Recorded, to: Recorded, share: Recorded) =>
    elementwise(call, 'Add', from, elementwise(call, 'Mul', elementwise(call, 'Sub', to, from), share));
  const along = (row: Recorded) =>
    between(pixelsAt(call, row, across.low), pixelsAt(call, row, across.high), asColumns(across.share));
  return between(along(down.low), along(down.high), asRows(down.share));
}

export const cropKernels: KernelFamily = { CropAndResize: cropAndResize };
