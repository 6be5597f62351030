import { z } from 'zod';

export const engineComparisonSchema = z.object({
  /** Largest difference from the processor's outputs, relative to their largest; null where one is no number. */
  difference: z.number().nullable(),
  /** Median milliseconds of one run. */
  ms: z.number(),
  processorMs: z.number(),
});
export type EngineComparison = Readonly<z.infer<typeof engineComparisonSchema>>;

export interface TimedOutput {
  readonly output: Float32Array;
  readonly ms: number;
}

export function compareOutputs(engine: TimedOutput, processor: TimedOutput): EngineComparison {
  const difference = largestDifference(engine.output, processor.output);
  return {
    difference: Number.isFinite(difference) ? difference : null,
    ms: engine.ms,
    processorMs: processor.ms,
  };
}

/** Largest difference, relative to the reference's largest value. NaN where a value is no number or missing. */
export function largestDifference(actual: Float32Array, reference: Float32Array): number {
  if (actual.length !== reference.length) return NaN;
  let [largest, scale] = [0, Number.MIN_VALUE];
  for (let index = 0; index < reference.length; index += 1) {
    const [a, b] = [actual[index] as number, reference[index] as number];
    const difference = Math.abs(a - b);
    if (Number.isNaN(difference)) return NaN;
    largest = Math.max(largest, difference);
    scale = Math.max(scale, Math.abs(b));
  }
  return largest / scale;
}
