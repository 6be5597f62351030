import type { OnnxWriter } from './onnx-writer';

/** Half width of the Lanczos kernel, the one the app reduces photos with. */
const LOBES = 3;
/** Where the kernel's formula divides by nothing. */
const CLOSE_TO_ZERO = 1e-6;

/** A photo in working size. */
export interface WorkingPhoto {
  /** Planes [3, height, width], 0–255 in whole steps. */
  readonly planes: string;
  /** Whole numbers without dimensions. */
  readonly height: string;
  readonly width: string;
}

/**
 * Reduces a photo, uint8 [height, width, 3], so that its longer side has at most `longSide` pixels; never
 * enlarges. Rows first, then columns, each as one matrix product with Lanczos weights and rounded to whole
 * grey levels.
 */
export function reducePhoto(writer: OnnxWriter, photo: string, longSide: number): WorkingPhoto {
  const shape = writer.op('Shape', [photo]);
  const side = (axis: number) => writer.op('Gather', [shape, writer.integer(axis)], { axis: 0 });
  const [height, width] = [side(0), side(1)];
  const asFloat = (value: string) => writer.op('Cast', [value], { to: 1 });
  const longest = asFloat(writer.op('Max', [height, width]));
  const factor = writer.op('Max', [writer.op('Div', [longest, writer.float(longSide)]), writer.float(1)]);
  const reduced = (full: string) => {
    const exact = writer.op('Div', [asFloat(full), factor]);
    // Half a pixel goes up, where Round would go to the even one.
    const rounded = writer.op('Floor', [writer.op('Add', [exact, writer.float(0.5)])]);
    return writer.op('Cast', [writer.op('Max', [rounded, writer.float(1)])], { to: 7 });
  };
  const [rows, columns] = [reduced(height), reduced(width)];
  const wide = writer.op('Reshape', [asFloat(photo), writer.integers([0, -1])]);
  const low = inGreyLevels(writer, writer.op('MatMul', [lanczos(writer, rows, height), wide]));
  const three = writer.op('Reshape', [
    low,
    writer.op('Concat', [writer.integers([0]), list(writer, width), writer.integers([3])], { axis: 0 }),
  ]);
  const planes = writer.op('Transpose', [three], { perm: [2, 0, 1] });
  const across = writer.op('Transpose', [lanczos(writer, columns, width)], { perm: [1, 0] });
  return {
    planes: inGreyLevels(writer, writer.op('MatMul', [planes, across])),
    height: rows,
    width: columns,
  };
}

const list = (writer: OnnxWriter, value: string): string =>
  writer.op('Reshape', [value, writer.integers([1])]);

const inGreyLevels = (writer: OnnxWriter, values: string): string =>
  writer.op('Round', [writer.op('Clip', [values, writer.float(0), writer.float(255)])]);

/** Weights [short, long] that reduce a line of `long` samples to `short`; each row adds up to 1. */
function lanczos(writer: OnnxWriter, short: string, long: string): string {
  const asFloat = (value: string) => writer.op('Cast', [value], { to: 1 });
  const range = (count: string) => asFloat(writer.op('Range', [writer.integer(0), count, writer.integer(1)]));
  const scale = writer.op('Div', [asFloat(long), asFloat(short)]);
  const half = writer.float(0.5);
  const to = writer.op('Unsqueeze', [range(short), writer.integers([1])]);
  const from = writer.op('Unsqueeze', [range(long), writer.integers([0])]);
  // Where each output sample lies among the input samples, and how far from each, in output samples.
  const place = writer.op('Sub', [writer.op('Mul', [writer.op('Add', [to, half]), scale]), half]);
  const distance = writer.op('Div', [writer.op('Sub', [place, from]), scale]);
  const size = writer.op('Abs', [distance]);
  const safe = writer.op('Max', [size, writer.float(CLOSE_TO_ZERO)]);
  const sinc = (stretch: number) => {
    const angle = writer.op('Mul', [safe, writer.float(Math.PI / stretch)]);
    return writer.op('Div', [writer.op('Sin', [angle]), angle]);
  };
  const kernel = writer.op('Mul', [sinc(1), sinc(LOBES)]);
  const inside = writer.op('Less', [size, writer.float(LOBES)]);
  const weights = writer.op('Where', [inside, kernel, writer.float(0)]);
  const sums = writer.op('ReduceSum', [weights, writer.integers([1])], { keepdims: 1 });
  return writer.op('Div', [weights, sums]);
}
