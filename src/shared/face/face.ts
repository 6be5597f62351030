import { z } from 'zod';
import type { Point } from '../geometry/viewport';

/** Points of the FaceMesh topology (Kartynnik 2019). */
export const LANDMARK_COUNT = 468;

/** A face on a photo. Landmarks are fractions of the upright photo and may lie outside it. */
export interface Face {
  /** Network's confidence that the landmarks lie on a face, 0–1. */
  readonly confidence: number;
  /** {@link LANDMARK_COUNT} points. */
  readonly landmarks: readonly Point[];
}

const pointSchema = z.object({ x: z.number(), y: z.number() });

export const faceSchema = z.object({
  confidence: z.number().min(0).max(1),
  landmarks: z.array(pointSchema).length(LANDMARK_COUNT).readonly(),
});
