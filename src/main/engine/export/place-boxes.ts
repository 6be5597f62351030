import { arithmetic } from '../compiler/onnx/arithmetic';
import type { OnnxWriter } from '../compiler/onnx/onnx-writer';
import type { Lesions } from './collect-lesions';
import type { WorkingPhoto } from './reduce-photo';

/** Boxes cut off at the photo's edges, as fractions of it: [n, 4], left, top, width, height. */
export function placeBoxes(writer: OnnxWriter, lesions: Lesions, { height, width }: WorkingPhoto): string {
  const { add, sub, mul, div, min, max } = arithmetic(writer, 'float32');
  const along = (centre: string, size: string, length: string): readonly [start: string, extent: string] => {
    const limit = writer.cast(length, 'float32');
    const half = mul(size, 0.5);
    const start = max(sub(centre, half), 0);
    const end = min(add(centre, half), limit);
    return [div(start, limit), div(sub(end, start), limit)];
  };
  const [left, across] = along(lesions.centreX, lesions.width, width);
  const [top, down] = along(lesions.centreY, lesions.height, height);
  const columns = [left, top, across, down].map((value) =>
    writer.op('Unsqueeze', [value, writer.integers([1])]),
  );
  return writer.op('Concat', columns, { axis: 1 });
}
