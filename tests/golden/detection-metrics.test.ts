import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { lesionTypeSchema, LESION_TYPES } from '../../src/shared/clinical/lesion';
import { averagePrecision, meanAveragePrecision } from '../../src/main/engine/ml/metrics/average-precision';
import { countAgreement } from '../../src/main/engine/ml/metrics/count-agreement';

const boxSchema = z
  .tuple([z.number(), z.number(), z.number(), z.number()])
  .transform(([x, y, width, height]) => ({ x, y, width, height }));
const precisionSchema = z.object({ ap50: z.number(), ap50To95: z.number() });
const goldenSchema = z.object({
  scenes: z.array(
    z.object({
      photos: z.array(
        z.object({
          references: z.array(z.object({ box: boxSchema, type: lesionTypeSchema, ignored: z.boolean() })),
          detections: z.array(z.object({ box: boxSchema, type: lesionTypeSchema, score: z.number() })),
        }),
      ),
      overall: precisionSchema,
      byType: z.record(lesionTypeSchema, precisionSchema.nullable()),
      pearson: z.number().nullable(),
      spearman: z.number().nullable(),
    }),
  ),
});

/** Made by make_detection_metrics.py, with pycocotools and SciPy. */
const { scenes } = goldenSchema.parse(
  JSON.parse(readFileSync(new URL('detection-metrics.json', import.meta.url), 'utf8')),
);

describe.each(scenes.map((scene, index) => ({ scene, index })))('scene $index', ({ scene }) => {
  it('has the average precision of pycocotools', () => {
    expect(averagePrecision(scene.photos, 0.5)).toBeCloseTo(scene.overall.ap50, 12);
    expect(meanAveragePrecision(scene.photos)).toBeCloseTo(scene.overall.ap50To95, 12);
  });

  it.each(LESION_TYPES)('has the average precision of pycocotools for each %s', (type) => {
    const photos = scene.photos.map(({ references, detections }) => ({
      references: references.filter((reference) => reference.type === type),
      detections: detections.filter((detection) => detection.type === type),
    }));
    const golden = scene.byType[type];
    if (golden === null) {
      expect(averagePrecision(photos, 0.5)).toBeNull();
      expect(meanAveragePrecision(photos)).toBeNull();
    } else {
      expect(averagePrecision(photos, 0.5)).toBeCloseTo(golden.ap50, 12);
      expect(meanAveragePrecision(photos)).toBeCloseTo(golden.ap50To95, 12);
    }
  });

  it('has the count correlations of SciPy', () => {
    const { pearson, spearman } = countAgreement(scene.photos, 0);
    for (const [ours, theirs] of [
      [pearson, scene.pearson],
      [spearman, scene.spearman],
    ] as const) {
      if (theirs === null) expect(ours).toBeNull();
      else expect(ours).toBeCloseTo(theirs, 12);
    }
  });
});

it('covers lesions beyond the hundred that pycocotools looks at by itself', () => {
  expect(
    Math.max(...scenes.flatMap(({ photos }) => photos.map(({ detections }) => detections.length))),
  ).toBeGreaterThan(100);
});
