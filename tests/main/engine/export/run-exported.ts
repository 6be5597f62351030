import { Tensor, type InferenceSession } from 'onnxruntime-node';
import { LESION_TYPES, type DetectedLesion } from '../../../../src/shared/clinical/lesion';
import type { RgbImage } from '../../../../src/shared/photo/rgb-image';
import type { Box } from '../../../../src/shared/geometry/box';

/** A lesion as numbers, to be compared: the box as fractions of the photo. */
export interface PlainLesion {
  readonly score: number;
  readonly box: Box;
  readonly types: readonly number[];
}

export const plainLesion = ({ score, box, typeScores }: DetectedLesion): PlainLesion => ({
  score,
  box,
  types: LESION_TYPES.map((type) => typeScores[type]),
});

/** Runs an exported detector on a photo's pixels, with its own threshold: Node's binding passes no other. */
export async function runExported(
  session: InferenceSession,
  { data, width, height }: RgbImage,
): Promise<readonly PlainLesion[]> {
  const photo = new Tensor('uint8', Uint8Array.from(data), [height, width, 3]);
  const results = await session.run({ photo });
  const numbers = (name: string, each: number): readonly (readonly number[])[] => {
    const { data: values, dims } = results[name] as Tensor;
    const rows = dims[0] as number;
    if (values.length !== rows * each) throw new RangeError(`${name} has the shape [${dims.join(', ')}]`);
    return Array.from({ length: rows }, (_, row) =>
      Array.from((values as Float32Array).subarray(row * each, (row + 1) * each)),
    );
  };
  const scores = numbers('scores', 1);
  const types = numbers('type_probabilities', LESION_TYPES.length);
  return numbers('boxes', 4).map(([x = NaN, y = NaN, w = NaN, h = NaN], index) => ({
    score: scores[index]?.[0] ?? NaN,
    box: { x, y, width: w, height: h },
    types: types[index] ?? [],
  }));
}

export interface Difference {
  /** Of a side of a box, pixels of the photo. */
  readonly box: number;
  readonly score: number;
  readonly type: number;
}

/** The largest differences between two lists of the same lesions in the same order. */
export function difference(
  a: readonly PlainLesion[],
  b: readonly PlainLesion[],
  { width, height }: RgbImage,
): Difference {
  const largest = (numbers: (lesion: PlainLesion) => readonly number[]): number =>
    a.reduce((most, lesion, index) => {
      const other = numbers(b[index] as PlainLesion);
      return Math.max(
        most,
        ...numbers(lesion).map((value, place) => Math.abs(value - (other[place] ?? NaN))),
      );
    }, 0);
  return {
    box: largest(({ box }) => [box.x * width, box.width * width, box.y * height, box.height * height]),
    score: largest(({ score }) => [score]),
    type: largest(({ types }) => types),
  };
}
