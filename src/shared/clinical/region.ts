import { z } from 'zod';

/** Where a lesion lies, as a person would say it. `trunk` is chest and upper back together, as GAGS counts them. */
export const BODY_REGIONS = [
  'forehead',
  'right-cheek',
  'left-cheek',
  'nose',
  'perioral',
  'chin',
  'trunk',
] as const;
export const bodyRegionSchema = z.enum(BODY_REGIONS);
export type BodyRegion = z.infer<typeof bodyRegionSchema>;

/** Regions as a clinician says them; sides are the patient's own. */
export const REGION_NAMES: Readonly<Record<BodyRegion, string>> = {
  forehead: 'Forehead',
  'right-cheek': 'Right cheek',
  'left-cheek': 'Left cheek',
  nose: 'Nose',
  perioral: 'Round the mouth',
  chin: 'Chin',
  trunk: 'Chest or back',
};

/** The patient's own right and left. */
export const bodySideSchema = z.enum(['right', 'left']);
export type BodySide = z.infer<typeof bodySideSchema>;
