import { z } from 'zod';
import { dateSchema } from '../record/patient';
import { photoViewSchema } from '../record/photograph';
import { photoSummarySchema, type PhotoSummary } from './photo';

/** How the gallery is ordered: photos in no record and then visits, the newest first; or the newest import first. */
export const GALLERY_ORDERS = ['visits', 'newest'] as const;
export const galleryOrderSchema = z.enum(GALLERY_ORDERS);
export type GalleryOrder = z.infer<typeof galleryOrderSchema>;

const photoRowSchema = z.object({
  kind: z.literal('photo'),
  photo: photoSummarySchema,
  /** Null where nobody named it, and in the order of imports. */
  view: photoViewSchema.nullable(),
});

const groupRowSchema = z.object({
  kind: z.literal('group'),
  /** The visit whose photos follow; null above those in no record. */
  visit: z
    .object({ id: z.uuid(), patientId: z.uuid(), patientName: z.string(), date: dateSchema })
    .nullable(),
  photoCount: z.number().int(),
});

/** One row of the gallery. */
export const galleryRowSchema = z.discriminatedUnion('kind', [photoRowSchema, groupRowSchema]);
export type GalleryRow = Readonly<z.infer<typeof galleryRowSchema>>;
export type GroupRow = Readonly<z.infer<typeof groupRowSchema>>;

/** A stretch of the gallery. */
export const galleryPageSchema = z.object({
  /** Rows of the whole gallery, photos and groups. */
  total: z.number().int(),
  /** Photos of the whole gallery. */
  photoCount: z.number().int(),
  rows: z.array(galleryRowSchema).readonly(),
});
export type GalleryPage = Readonly<z.infer<typeof galleryPageSchema>>;

/** The photos among the rows of a page, in their order. */
export const photosOf = ({ rows }: Pick<GalleryPage, 'rows'>): readonly PhotoSummary[] =>
  rows.flatMap((row) => (row.kind === 'photo' ? [row.photo] : []));
