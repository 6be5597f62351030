import { arithmetic } from '../compiler/onnx/arithmetic';
import type { OnnxWriter } from '../compiler/onnx/onnx-writer';

/** Half width of the Lanczos kernel, in new lines. */
const LOBES = 3;
/** Weights are whole numbers that add up to about this. */
export const UNIT = 4096;
/** New lines are placed among the old ones to this fraction of a line. */
const PLACES = 64;
/** Where the kernel's formula would divide by nothing. */
const TINY = 1e-9;

/** How new lines lie among old ones. All float64 without dimensions. */
export interface Sampling {
  /** Old lines for a new one. */
  readonly shrink: string;
  /** Old lines that have a part in a new one: an odd number. */
  readonly points: string;
  /** How far the new lines are moved back, in old ones. */
  readonly offset: string;
}

/** Weights of one band of new lines. */
export interface BandWeights {
  /** [band, span], float32 in whole numbers. */
  readonly matrix: string;
  /** The old line that the first column stands for, float64 without dimensions; may be negative. */
  readonly first: string;
}

/**
 * Weights of a band of new lines over the old lines around it: Lanczos weights (Duchon 1979) of the distance,
 * taken at steps of 1/64 line and cut off to whole numbers of 1/4096, the way libvips takes them.
 * @param band number of the band, int64 without dimensions.
 * @param height new lines in a band.
 * @param span old lines that the columns stand for, float64 without dimensions.
 */
export function lanczosWeights(
  writer: OnnxWriter,
  { shrink, points, offset }: Sampling,
  band: string,
  height: number,
  span: string,
): BandWeights {
  const { add, sub, mul, div, max, abs, sin, floor, less, equal, where, upTo } = arithmetic(
    writer,
    'float64',
  );
  const index = add(mul(writer.cast(band, 'float64'), height), upTo(height));
  const place = sub(sub(mul(add(index, 0.5), shrink), 0.5), offset);
  const line = floor(place);
  const steps = sub(floor(mul(place, 2 * PLACES)), mul(line, 2 * PLACES));
  const fraction = div(floor(div(add(steps, 1), 2)), PLACES);
  const reach = div(sub(points, 1), 2);
  const firstLine = writer.op('Gather', [line, writer.scalar(0, 'int64')], { axis: 0 });
  const first = sub(firstLine, reach);

  const column = (values: string) => writer.op('Unsqueeze', [values, writer.integers([1])]);
  // Which of a new line's points each old line is: 0 to points − 1 have a part in it.
  const point = add(sub(add(first, upTo(span)), column(line)), reach);
  const centre = column(add(fraction, sub(div(points, 2), 1)));
  const distance = abs(div(sub(point, centre), shrink));
  const safe = max(distance, TINY);
  const sinc = (stretch: number) => {
    const angle = mul(safe, Math.PI / stretch);
    return div(sin(angle), angle);
  };
  const kernel = mul(sinc(1), sinc(LOBES));
  const inside = writer.op('And', [less(distance, LOBES), less(abs(sub(point, reach)), add(reach, 0.5))]);
  const weights = where(inside, kernel, 0);
  const sums = writer.op('ReduceSum', [weights, writer.integers([1])], { keepdims: 1 });
  // Casts to whole numbers cut off towards nothing.
  const whole = writer.cast(mul(div(weights, sums), UNIT), 'int32');
  // Without reduction a line stays what it is.
  const same = where(less(abs(sub(point, reach)), 0.5), UNIT, 0);
  const chosen = where(equal(shrink, 1), same, writer.cast(whole, 'float64'));
  return { matrix: writer.cast(chosen, 'float32'), first };
}
