import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { LESION_TYPES, lesionTypeSchema } from '../../../src/shared/clinical/lesion';
import { overlapAtLeast } from '../../../src/main/engine/ml/metrics/affinity';
import { averagePrecision } from '../../../src/main/engine/ml/metrics/average-precision';
import { countReferences, type JudgedPhoto } from '../../../src/main/engine/ml/metrics/judged-photo';
import {
  interpolatedPrecision,
  precisionRecallCurve,
} from '../../../src/main/engine/ml/metrics/precision-recall-curve';
import { rankedMatches } from '../../../src/main/engine/ml/metrics/ranked-matches';

const boxSchema = z
  .tuple([z.number(), z.number(), z.number(), z.number()])
  .transform(([x, y, width, height]) => ({ x, y, width, height }));
const marked = z.object({ box: boxSchema, type: lesionTypeSchema });
const scenesSchema = z.object({
  scenes: z.array(
    z.object({
      photos: z.array(
        z.object({ references: z.array(marked), detections: z.array(marked.extend({ score: z.number() })) }),
      ),
    }),
  ),
});
const curveSchema = z.object({ precision: z.array(z.number()).length(101), recall: z.number() });
const goldenSchema = z.object({
  curves: z
    .array(
      z.object({
        scene: z.number(),
        overall: curveSchema,
        byType: z.record(lesionTypeSchema, curveSchema.nullable()),
      }),
    )
    .min(3),
});

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));
const { scenes } = scenesSchema.parse(read('../detection-metrics.json'));
/** Made by make_curves.py, with pycocotools. */
const { curves } = goldenSchema.parse(read('curves.json'));

function expectCurve(photos: readonly JudgedPhoto[], golden: z.infer<typeof curveSchema>): void {
  const raw = precisionRecallCurve(rankedMatches(photos, overlapAtLeast(0.5)), countReferences(photos));
  const interpolated = interpolatedPrecision(raw);
  interpolated.forEach((precision, index) => expect(precision).toBeCloseTo(golden.precision[index]!, 12));
  expect(raw.at(-1)?.recall ?? 0).toBeCloseTo(golden.recall, 12);
  expect(averagePrecision(photos, 0.5)).toBeCloseTo(
    golden.precision.reduce((sum, one) => sum + one) / 101,
    12,
  );
}

describe.each(curves)('scene $scene', ({ scene, overall, byType }) => {
  const { photos } = scenes[scene]!;

  it('has the precision/recall curve of pycocotools', () => {
    expectCurve(photos, overall);
  });

  it.each(LESION_TYPES)('has the curve of pycocotools for each %s', (type) => {
    const golden = byType[type];
    const ofType = photos.map(({ references, detections }) => ({
      references: references.filter((reference) => reference.type === type),
      detections: detections.filter((detection) => detection.type === type),
    }));
    if (golden === null) expect(countReferences(ofType)).toBe(0);
    else expectCurve(ofType, golden);
  });
});
