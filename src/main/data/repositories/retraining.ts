import { z } from 'zod';
import type { ReadableDatabase, WritableDatabase } from '../database';

/** A photo that may teach a model: its patient consents, and a clinician has confirmed its map. */
export interface ConsentedPhoto {
  readonly photoId: string;
  readonly patientId: string;
  /** Pixels of the upright photo. */
  readonly width: number;
  readonly height: number;
  /** Fitzpatrick type of the patient, 1–6; null where it was not entered. */
  readonly skinType: number | null;
  /** Whether an earlier run learned from a photo of this patient. */
  readonly learnedFrom: boolean;
}

const consentedRow = z
  .object({
    id: z.string(),
    patient_id: z.string(),
    width: z.number(),
    height: z.number(),
    skin_type: z.number().nullable(),
    learned_from: z.number(),
  })
  .transform(
    ({
      id,
      patient_id: patientId,
      skin_type: skinType,
      learned_from: learned,
      width,
      height,
    }): ConsentedPhoto => ({
      ...{ photoId: id, patientId, width, height, skinType },
      learnedFrom: learned === 1,
    }),
  );

/** The one condition under which a model may learn from a photo, once its map is confirmed. */
const CONSENTED = `
  FROM photos
  JOIN photographs ON photographs.id = photos.id
  JOIN visits ON visits.id = photographs.visit_id
  JOIN patients ON patients.id = visits.patient_id
  WHERE photos.removed_at IS NULL AND visits.removed_at IS NULL AND patients.removed_at IS NULL
    AND EXISTS (SELECT 1 FROM json_each(photographs.consents) WHERE value = 'ai-training')`;

/**
 * Every photo in the record whose patient agreed to AI training with it and whose lesion map is confirmed, oldest
 * import first. Nothing that was removed is among them.
 */
export const listConsentedPhotos = (database: ReadableDatabase): readonly ConsentedPhoto[] =>
  z.array(consentedRow).parse(
    database.all(
      `SELECT photos.id, visits.patient_id, photos.width, photos.height, patients.skin_type,
         EXISTS (
           SELECT 1 FROM retraining_photos AS used
           JOIN photographs AS learned ON learned.id = used.photo_id
           JOIN visits AS learned_visits ON learned_visits.id = learned.visit_id
           WHERE learned_visits.patient_id = visits.patient_id AND used.part <> 'test'
         ) AS learned_from
       ${CONSENTED} AND photos.id IN (SELECT id FROM confirmed_maps) ORDER BY photos.sequence`,
    ),
  );

/** By which patients are parted, hexadecimal. */
export const readSplitSalt = (database: ReadableDatabase): string =>
  z.object({ salt: z.string() }).parse(database.one('SELECT salt FROM split_salt')).salt;

/** Who went into a run, and what it was compared with. */
export interface RetrainingRun {
  readonly runId: string;
  readonly parentId: string;
  /** Of the parent's weights, hexadecimal. */
  readonly parentSha256: string;
  /** Null until it is used for analyses. */
  readonly modelId: string | null;
  readonly approvedAt: string | null;
  readonly approvedBy: string | null;
}

const partSchema = z.enum(['train', 'valid', 'test']);
export type RetrainingPart = z.infer<typeof partSchema>;

/** Keeps for good what a run is made from. */
export function insertRetrainingRun(
  database: WritableDatabase,
  { runId, parentId, parentSha256 }: Pick<RetrainingRun, 'runId' | 'parentId' | 'parentSha256'>,
  photos: readonly { readonly photoId: string; readonly patientId: string; readonly part: RetrainingPart }[],
): void {
  database.transaction(() => {
    database.run(
      `INSERT INTO retraining_runs (run_id, parent_id, parent_sha256) VALUES (:runId, :parentId, :parentSha256)`,
      { runId, parentId, parentSha256 },
    );
    for (const { photoId, patientId, part } of photos)
      database.run(
        `INSERT INTO retraining_photos (run_id, photo_id, patient_id, part)
         VALUES (:runId, :photoId, :patientId, :part)`,
        { runId, photoId, patientId, part },
      );
  });
}

const runRow = z
  .object({
    run_id: z.string(),
    parent_id: z.string(),
    parent_sha256: z.string(),
    model_id: z.string().nullable(),
    approved_at: z.string().nullable(),
    approved_by: z.string().nullable(),
  })
  .transform((found): RetrainingRun => ({
    runId: found.run_id,
    parentId: found.parent_id,
    parentSha256: found.parent_sha256,
    modelId: found.model_id,
    approvedAt: found.approved_at,
    approvedBy: found.approved_by,
  }));

/** Null for a run that did not learn from the clinic's own patients. */
export const findRetrainingRun = (database: ReadableDatabase, runId: string): RetrainingRun | null =>
  runRow
    .nullable()
    .parse(database.one('SELECT * FROM retraining_runs WHERE run_id = :runId', { runId }) ?? null);

/** The runs whose models were used for analyses, by model id. */
export const listApprovedRuns = (database: ReadableDatabase): ReadonlyMap<string, RetrainingRun> =>
  new Map(
    z
      .array(runRow)
      .parse(database.all('SELECT * FROM retraining_runs WHERE model_id IS NOT NULL'))
      .map((run) => [run.modelId ?? '', run]),
  );

/** @param approvedAt ISO 8601. @param approvedBy name of the user; null in a library without users. */
export function approveRetrainingRun(
  database: WritableDatabase,
  { runId, modelId, approvedAt, approvedBy }: Omit<RetrainingRun, 'parentId' | 'parentSha256'>,
): void {
  database.run(
    `UPDATE retraining_runs SET model_id = :modelId, approved_at = :approvedAt, approved_by = :approvedBy
     WHERE run_id = :runId`,
    { runId, modelId, approvedAt, approvedBy },
  );
}

/** Photos that a run learned from or was judged on and that may not be used any more: consent withdrawn, or gone. */
export const countWithdrawnPhotos = (database: ReadableDatabase, runId: string): number =>
  z.object({ count: z.number() }).parse(
    database.one(
      `SELECT count(*) AS count FROM retraining_photos AS used
       WHERE run_id = :runId AND NOT EXISTS (
         SELECT 1 ${CONSENTED} AND photos.id = used.photo_id)`,
      { runId },
    ),
  ).count;

/** Photos of a run whose lesion map a clinician has reopened since, or changed and not confirmed again. */
export const countReopenedPhotos = (database: ReadableDatabase, runId: string): number =>
  z.object({ count: z.number() }).parse(
    database.one(
      `SELECT count(*) AS count FROM retraining_photos AS used
       WHERE run_id = :runId AND NOT EXISTS (SELECT 1 FROM confirmed_maps WHERE confirmed_maps.id = used.photo_id)
         AND EXISTS (SELECT 1 ${CONSENTED} AND photos.id = used.photo_id)`,
      { runId },
    ),
  ).count;

/** Photos of the gallery whose lesion map is confirmed, whatever their patients agreed to. */
export const countConfirmedMaps = (database: ReadableDatabase): number =>
  z
    .object({ count: z.number() })
    .parse(
      database.one(
        `SELECT count(*) AS count FROM confirmed_maps JOIN photos USING (id) WHERE photos.removed_at IS NULL`,
      ),
    ).count;

/** How many photos of how many patients a run was given, by part. */
export const countRetrainingPhotos = (
  database: ReadableDatabase,
  runId: string,
): Readonly<Record<RetrainingPart, { readonly photos: number; readonly patients: number }>> => {
  const counted = z.array(z.object({ part: partSchema, photos: z.number(), patients: z.number() })).parse(
    database.all(
      `SELECT part, count(*) AS photos, count(DISTINCT patient_id) AS patients
         FROM retraining_photos WHERE run_id = :runId GROUP BY part`,
      { runId },
    ),
  );
  const of = (part: RetrainingPart) => counted.find((row) => row.part === part) ?? { photos: 0, patients: 0 };
  return { train: of('train'), valid: of('valid'), test: of('test') };
};
