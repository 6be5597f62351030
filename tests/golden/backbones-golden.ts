import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { BACKBONE_IDS } from '../../src/shared/backbones/catalogue';

const sampleSchema = z.object({ stride: z.number(), values: z.array(z.number()) });
export type Sample = Readonly<z.infer<typeof sampleSchema>>;

/** What Keras answered: tests/golden/make_backbones.py. */
export const GOLDEN = z
  .record(
    z.enum(BACKBONE_IDS),
    z.object({
      variance: z.number(),
      height: z.number(),
      width: z.number(),
      parameters: z.number(),
      shape: z.array(z.number()),
      features: sampleSchema,
      logits: sampleSchema,
      published: sampleSchema.optional(),
    }),
  )
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, 'backbones.json'), 'utf8')));

/** Largest difference from a sample of Keras's values, relative to the largest of them. */
export function sampleError({ stride, values }: Sample, actual: Float32Array): number {
  if (values.length !== Math.ceil(actual.length / stride)) return NaN;
  const largest = Math.max(...values.map(Math.abs));
  return Math.max(...values.map((value, index) => Math.abs(value - actual[index * stride]!))) / largest;
}
