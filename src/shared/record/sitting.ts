import { z } from 'zod';
import { photoIdSchema, photoSummarySchema } from '../photo/photo';
import { dateSchema, enteredDateSchema } from './patient';
import { photoViewSchema } from './photograph';

/** Photos that were probably taken of one patient in one go, and whose they may be. */
export const sittingSchema = z.object({
  /** In the order of the camera. */
  photos: z.array(photoSummarySchema).readonly(),
  /** Day on which they were taken; null where the files do not say. */
  day: dateSchema.nullable(),
  /** Null where nothing points to anybody, or to several. */
  suggestion: z
    .object({
      patient: z.object({ id: z.uuid(), name: z.string() }),
      /** Null for a new visit of that day. */
      visitId: z.uuid().nullable(),
      /** What points to the patient: a number in a file's or folder's name, or the order of the day's visits. */
      by: z.enum(['number', 'order']),
    })
    .nullable(),
});
export type Sitting = Readonly<z.infer<typeof sittingSchema>>;

/** Photos that go into one visit. */
export const filingSchema = z.object({
  photoIds: z.array(photoIdSchema).min(1).max(1_000),
  patientId: z.uuid(),
  /** Null for a new visit on `date`. */
  visitId: z.uuid().nullable(),
  date: enteredDateSchema,
  /** For all of them; undefined leaves each its own. */
  view: photoViewSchema.nullable().optional(),
});
export type Filing = Readonly<z.infer<typeof filingSchema>>;

/** Minutes between two photos beyond which the next patient sits there. */
export const PAUSES = [1, 2, 3, 5, 10, 15, 30] as const;

interface Taken {
  /** ISO 8601 without zone; null where unknown. */
  readonly takenAt: string | null;
  /** ISO 8601. */
  readonly importedAt: string;
  /** Where it lay; photos of two folders are never one sitting. */
  readonly folderName?: string | null;
}

const timeOf = ({ takenAt, importedAt }: Taken): number => Date.parse(takenAt ?? importedAt);

/**
 * Photos in groups by the pauses between them, earliest first, each in the order of the camera.
 * @param pauseMinutes a longer pause means the next patient.
 */
export function bySitting<T extends Taken>(
  photos: readonly T[],
  pauseMinutes: number,
): readonly (readonly T[])[] {
  const sittings: T[][] = [];
  // In each folder for itself: two cameras may be at work at the same time.
  const newest = new Map<string, T[]>();
  for (const photo of photos.toSorted((a, b) => timeOf(a) - timeOf(b))) {
    const source = JSON.stringify([photo.folderName ?? null, photo.takenAt === null]);
    const sitting = newest.get(source);
    const last = sitting?.at(-1);
    if (sitting && last && timeOf(photo) - timeOf(last) <= pauseMinutes * 60_000) sitting.push(photo);
    else {
      const begun = [photo];
      newest.set(source, begun);
      sittings.push(begun);
    }
  }
  return sittings;
}
