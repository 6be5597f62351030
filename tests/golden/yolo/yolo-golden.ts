import { readFileSync } from 'node:fs';
import { z } from 'zod';

const numbers = z.array(z.number());
const gradientSchema = z.object({ sums: numbers, norm: z.number() });
const detectionsSchema = z.array(z.tuple([z.number(), z.number(), z.number()]));

/** What a plain implementation in Python answered: make_yolo.py. */
export const YOLO_GOLDEN = z
  .object({
    scenes: z.array(
      z.object({
        name: z.string(),
        side: z.number(),
        classes: z.number(),
        sharpness: z.number(),
        mostObjects: z.number(),
        pictures: z.array(z.array(z.object({ box: numbers, class: z.number() }))),
        /** For each picture: anchor, object and target score. */
        assigned: z.array(z.array(z.tuple([z.number(), z.number(), z.number()]))),
        losses: z.record(z.enum(['total', 'box', 'class', 'distribution']), z.number()),
        boxes: z.array(numbers),
        sideGradient: gradientSchema,
        classGradient: gradientSchema,
        /** Anchor, class and score, best first. */
        detections: z.record(z.enum(['class-wise', 'agnostic']), detectionsSchema),
      }),
    ),
    networks: z.array(
      z.object({
        name: z.enum(['n', 's']),
        side: z.number(),
        classes: z.number(),
        boxes: z.array(numbers),
        scores: z.array(numbers),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync(new URL('yolo.json', import.meta.url), 'utf8')));

export type YoloScene = (typeof YOLO_GOLDEN)['scenes'][number];
