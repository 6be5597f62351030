import { z } from 'zod';

/** Standard views of a face: two photos of one of them show the same skin. Sides are the patient's own. */
export const FACE_VIEWS = ['frontal', 'left-45', 'right-45', 'left-profile', 'right-profile'] as const;
/** … and the trunk, and whatever has no name. */
export const PHOTO_VIEWS = [...FACE_VIEWS, 'chest', 'back', 'other'] as const;
export const photoViewSchema = z.enum(PHOTO_VIEWS);

/** How each view is called on the screen. */
export const VIEW_NAMES: Readonly<Record<(typeof PHOTO_VIEWS)[number], string>> = {
  frontal: 'Frontal',
  'left-45': 'Left 45°',
  'right-45': 'Right 45°',
  'left-profile': 'Left profile',
  'right-profile': 'Right profile',
  chest: 'Chest',
  back: 'Back',
  other: 'Other',
};

export const MAKE_UP_STATES = ['clean', 'fresh-make-up', 'other'] as const;

/** What may be done with a photograph. Each is given and taken back by itself. */
export const CONSENT_SCOPES = ['record', 'teaching', 'publication', 'ai-training'] as const;
export const consentScopeSchema = z.enum(CONSENT_SCOPES);
export type ConsentScope = z.infer<typeof consentScopeSchema>;

/** What became of a consent at one time. */
export const consentChangeSchema = z.object({
  /** ISO 8601; null for what was on record before a history was kept. */
  at: z.string().nullable(),
  /** Name of who entered it; null where nobody was named. */
  by: z.string().nullable(),
  given: z.array(consentScopeSchema).readonly(),
  withdrawn: z.array(consentScopeSchema).readonly(),
});
export type ConsentChange = Readonly<z.infer<typeof consentChangeSchema>>;

/** How a photograph was taken. */
export const photographDetailsSchema = z.object({
  view: photoViewSchema.nullable(),
  distanceCm: z.number().positive().max(1_000).nullable(),
  device: z.string().trim().max(200),
  lighting: z.string().trim().max(200),
  makeUp: z.enum(MAKE_UP_STATES).nullable(),
  operator: z.string().trim().max(200),
  /** Millimetres of skin for one pixel of the upright photo. */
  millimetresPerPixel: z.number().positive().max(100).nullable(),
});
export type PhotographDetails = Readonly<z.infer<typeof photographDetailsSchema>>;

export const UNDESCRIBED_PHOTOGRAPH: PhotographDetails = {
  view: null,
  distanceCm: null,
  device: '',
  lighting: '',
  makeUp: null,
  operator: '',
  millimetresPerPixel: null,
};
