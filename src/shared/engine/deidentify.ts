import { z } from 'zod';
import { pictureKindSchema } from '../deidentified/purpose';
import { faceSchema } from '../face/face';
import { boxSchema } from '../geometry/box';

/** Takes what tells who somebody is out of one photo, checks the outcome, and seals it among the drafts. */
export const deidentifyJobSchema = z.object({
  kind: z.literal('deidentify'),
  /** Absolute path of a stored picture. Never sent to a renderer. */
  file: z.string(),
  pictures: pictureKindSchema,
  /** The face that was found before; another look is taken all the same. */
  face: faceSchema.nullable(),
  /** The face as a clinician placed or corrected it: its eyes are covered, too. */
  placedFace: faceSchema.nullable(),
  /** Lesions to cut out; boxes are fractions of the photo. */
  lesions: z.array(z.object({ id: z.string(), box: boxSchema })).readonly(),
  /** Absolute path of the store that gets `<picture id>/<rendition>.sealed`. */
  folder: z.string(),
});
export type DeidentifyJob = Readonly<z.infer<typeof deidentifyJobSchema>>;

/** A picture that shows no eyes or no face, as the check of its very file says. */
export const madePictureSchema = z.object({
  /** In the store of drafts. */
  id: z.uuid(),
  width: z.number().int(),
  height: z.number().int(),
  /** The lesion that a tile was cut out for; null for a whole photo. */
  lesionId: z.string().nullable(),
  /** The part of the photo that it shows, fractions of the photo. */
  part: boxSchema,
  /** Of a whole photo: whether a person alone says where the eyes are, because no detector saw that face. */
  eyesByHand: z.boolean(),
});
export type MadePicture = Readonly<z.infer<typeof madePictureSchema>>;

/** What must stay behind: the photo as a whole, or one lesion of it. */
export const refusedPartSchema = z.object({ lesionId: z.string().nullable(), why: z.string() });
export type RefusedPart = Readonly<z.infer<typeof refusedPartSchema>>;

export const deidentifiedSchema = z.object({
  pictures: z.array(madePictureSchema).readonly(),
  refused: z.array(refusedPartSchema).readonly(),
});
export type Deidentified = Readonly<z.infer<typeof deidentifiedSchema>>;
