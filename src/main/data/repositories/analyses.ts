import { z } from 'zod';
import { lesionTypeSchema, type DetectedLesion } from '../../../shared/clinical/lesion';
import type { AnalysisTimes, DetectionSource, LesionMap } from '../../../shared/photo/photo';
import { workingScaleSchema } from '../../../shared/photo/working-scale';
import type { ReadableDatabase, WritableDatabase } from '../database';

/** A finished analysis before it is stored. `floor` is the lowest score that was asked for. */
export interface FinishedAnalysis {
  readonly photoId: string;
  readonly source: DetectionSource;
  readonly floor: number;
  readonly finishedAt: string;
  readonly ms: AnalysisTimes;
  readonly lesions: readonly DetectedLesion[];
}

/** The newest analysis of a photo in one line. */
export interface AnalysisSummary {
  readonly photoId: string;
  /** Of its weights, hexadecimal. */
  readonly modelSha256: string;
  readonly finishedAt: string;
  /** Lesions at or above the model's operating threshold. */
  readonly lesionCount: number;
}

/**
 * What `model_sha256` of an analysis holds, because a photo has one analysis for each: of the weights, followed by the
 * model's identity. Analyses made before models were told apart by their calibration have the weights alone.
 */
const modelKey = ({ sha256, identity }: DetectionSource['model']): string =>
  identity === undefined ? sha256 : `${sha256}${BEFORE_IDENTITY}${identity}`;

const BEFORE_IDENTITY = ':';
const weightsIn = (key: string): string => key.split(BEFORE_IDENTITY)[0] ?? key;
/** The weights of a row of `analyses`, in SQL. */
export const WEIGHTS_OF_ANALYSIS = `substr(model_sha256, 1, instr(model_sha256 || '${BEFORE_IDENTITY}', '${BEFORE_IDENTITY}') - 1)`;

/**
 * Stores an analysis with its lesions in one transaction. It replaces an earlier one by the same model: the same weights
 * with the same calibration, or, where that was not kept, with the same threshold.
 */
export function storeAnalysis(
  database: WritableDatabase,
  analysis: FinishedAnalysis,
  newId: () => string,
): void {
  const { photoId, source, floor, finishedAt, ms } = analysis;
  database.transaction(() => {
    const { sha256, identity = null } = source.model;
    database.run(
      `DELETE FROM analyses WHERE photo_id = :photoId AND ${WEIGHTS_OF_ANALYSIS} = :sha256
         AND (model_identity IS :identity OR (model_identity IS NULL AND threshold = :threshold))`,
      { photoId, sha256, identity, threshold: source.threshold },
    );
    database.run(
      `INSERT INTO analyses (photo_id, model_id, model_sha256, engine_id, device, threshold, floor, app_version,
         finished_at, decode_ms, infer_ms, total_ms, model_identity, scale_by, enlargement)
       VALUES (:photoId, :modelId, :modelKey, :engineId, :device, :threshold, :floor, :appVersion,
         :finishedAt, :decode, :infer, :total, :identity, :scaleBy, :enlargement)`,
      {
        photoId,
        modelId: source.model.id,
        modelKey: modelKey(source.model),
        engineId: source.engine.id,
        device: source.engine.device,
        threshold: source.threshold,
        floor,
        appVersion: source.appVersion,
        finishedAt,
        ...ms,
        identity,
        scaleBy: source.scale?.by ?? null,
        enlargement: source.scale?.enlargement ?? null,
      },
    );
    for (const lesion of analysis.lesions) insertLesion(database, lesion, newId());
  });
}

function insertLesion(database: WritableDatabase, lesion: DetectedLesion, id: string): void {
  const { type, score, typeScores, box } = lesion;
  database.run(
    `INSERT INTO lesions (id, analysis, type, score, comedone, nodule, papule, pustule, x, y, width, height)
     VALUES (:id, (SELECT max(sequence) FROM analyses), :type, :score, :comedone, :nodule, :papule, :pustule,
       :x, :y, :width, :height)`,
    { id, type, score, ...typeScores, ...box },
  );
}

const summaryRow = z
  .object({
    photo_id: z.string(),
    model_sha256: z.string(),
    finished_at: z.string(),
    lesion_count: z.number(),
  })
  .transform((found): AnalysisSummary => ({
    photoId: found.photo_id,
    modelSha256: weightsIn(found.model_sha256),
    finishedAt: found.finished_at,
    lesionCount: found.lesion_count,
  }));

const SUMMARY = `
  SELECT photo_id, model_sha256, finished_at,
    (SELECT count(*) FROM lesions WHERE analysis = analyses.sequence AND score >= analyses.threshold) AS lesion_count
  FROM analyses
  WHERE sequence = (SELECT max(sequence) FROM analyses AS newer WHERE newer.photo_id = analyses.photo_id)`;

/** The newest analysis of each of these photos that has one, by photo id. */
export function summarizeAnalyses(
  database: ReadableDatabase,
  photoIds: readonly string[],
): ReadonlyMap<string, AnalysisSummary> {
  const asked = `${SUMMARY} AND photo_id IN (SELECT value FROM json_each(:ids))`;
  const found = z.array(summaryRow).parse(database.all(asked, { ids: JSON.stringify(photoIds) }));
  return new Map(found.map((summary) => [summary.photoId, summary]));
}

export const summarizeAnalysis = (database: ReadableDatabase, photoId: string): AnalysisSummary | null =>
  summaryRow.nullable().parse(database.one(`${SUMMARY} AND photo_id = :photoId`, { photoId }) ?? null);

const mapRow = z.object({
  sequence: z.number(),
  model_id: z.string(),
  model_sha256: z.string(),
  engine_id: z.string(),
  device: z.string(),
  threshold: z.number(),
  floor: z.number(),
  app_version: z.string(),
  finished_at: z.string(),
  decode_ms: z.number(),
  infer_ms: z.number(),
  total_ms: z.number(),
  model_identity: z.string().nullable(),
  scale_by: workingScaleSchema.shape.by.nullable(),
  enlargement: workingScaleSchema.shape.enlargement.nullable(),
});

const lesionRow = z
  .object({
    id: z.string(),
    type: lesionTypeSchema,
    score: z.number(),
    comedone: z.number(),
    nodule: z.number(),
    papule: z.number(),
    pustule: z.number(),
    x: z.number(),
    y: z.number(),
    width: z.number(),
    height: z.number(),
  })
  .transform(({ id, type, score, comedone, nodule, papule, pustule, ...box }) => ({
    id,
    type,
    score,
    typeScores: { comedone, nodule, papule, pustule },
    box,
  }));

/**
 * The lesion map of a photo's newest analysis, highest score first; null where it has had none.
 * @param notBy weights whose analyses are left out, hexadecimal: then it is what another model has found.
 */
export function findLesionMap(database: ReadableDatabase, photoId: string, notBy = ''): LesionMap | null {
  const newest = `SELECT * FROM analyses WHERE photo_id = :photoId AND ${WEIGHTS_OF_ANALYSIS} <> :notBy
    ORDER BY sequence DESC LIMIT 1`;
  const found = mapRow.nullable().parse(database.one(newest, { photoId, notBy }) ?? null);
  if (found === null) return null;
  const { scale_by: scaleBy, enlargement, model_identity: identity } = found;
  const lesions = database.all(
    'SELECT * FROM lesions WHERE analysis = :sequence ORDER BY score DESC, rowid',
    {
      sequence: found.sequence,
    },
  );
  return {
    photoId,
    source: {
      model: {
        ...{ id: found.model_id, sha256: weightsIn(found.model_sha256) },
        ...(identity === null ? {} : { identity }),
      },
      engine: { id: found.engine_id, device: found.device },
      threshold: found.threshold,
      appVersion: found.app_version,
      ...(scaleBy === null || enlargement === null ? {} : { scale: { by: scaleBy, enlargement } }),
    },
    floor: found.floor,
    finishedAt: found.finished_at,
    ms: { decode: found.decode_ms, infer: found.infer_ms, total: found.total_ms },
    lesions: z.array(lesionRow).parse(lesions),
  };
}
