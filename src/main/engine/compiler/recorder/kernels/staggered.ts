import type { GraphValue } from '../../graph/graph';
import type { Recording } from '../recording';

/** A row of numbers and where it starts in the row that is to hold it. */
export interface Placed {
  readonly signal: GraphValue;
  readonly offset: number;
}

/**
 * Signals one under the other, each `length` long, with the signal at its own offset and zeros elsewhere:
 * [N, C, any size] each become [N, C × signals, length]. One concatenation of long runs of memory.
 */
export function staggered(recording: Recording, placed: readonly Placed[], length: number): GraphValue {
  const [batch, channels] = placed[0]?.signal.shape as [number, number];
  const parts: GraphValue[] = [];
  let end = 0;
  const fillTo = (place: number) => {
    if (place === end) return;
    parts.push(recording.anyValue(recording.filled(0, 'float32', [batch, channels, place - end])));
    end = place;
  };
  placed.forEach(({ signal, offset }, index) => {
    fillTo(index * length + offset);
    parts.push(signal);
    end += signal.shape[2] as number;
  });
  const total = placed.length * length;
  fillTo(total);
  const [only] = parts;
  const joined =
    parts.length === 1 && only
      ? only
      : recording.builder.node('Concat', parts, { axis: 2 }, ['float32', [batch, channels, total]]);
  return recording.reshape(joined, [batch, channels * placed.length, length]);
}

/** [N, C, H, W] as [N, C, H × W]. */
export function flattened(recording: Recording, image: GraphValue): GraphValue {
  const [batch, channels, height, width] = image.shape as [number, number, number, number];
  return recording.reshape(image, [batch, channels, height * width]);
}

/** An image [N, C, H, W] with zeros around it. */
export function withZerosAround(
  recording: Recording,
  image: GraphValue,
  { top = 0, left = 0, bottom = 0, right = 0 }: Partial<Record<'top' | 'left' | 'bottom' | 'right', number>>,
): GraphValue {
  if (top + left + bottom + right === 0) return image;
  const [batch, channels, height, width] = image.shape as [number, number, number, number];
  const amounts = recording.builder.indices([0, 0, top, left, 0, 0, bottom, right]);
  const shape = [batch, channels, height + top + bottom, width + left + right];
  const inputs = [image, amounts, recording.builder.scalar(0)];
  return recording.builder.node('Pad', inputs, { mode: 'constant' }, ['float32', shape]);
}
