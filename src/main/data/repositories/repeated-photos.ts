import { z } from 'zod';
import type { RepeatedCounts } from '../../../shared/clinical/grading/repeat-error';
import { FACE_VIEWS } from '../../../shared/record/photograph';
import type { ReadableDatabase } from '../database';
import { WEIGHTS_OF_ANALYSIS } from './analyses';

/** Minutes between two shots: sooner is one moment of the camera, later is not the same sitting. */
const [SOONEST, LATEST] = [1, 30] as const;
/** In days, as SQLite counts them; half a second for its rounding. */
const days = (minutes: number, seconds: number): number => (minutes * 60 + seconds) / 86_400;

const row = z.object({ visit_id: z.string(), view: z.string(), first: z.number(), second: z.number() });

/**
 * The model's own counts on photos of the same view of the face in the same visit, taken minutes apart, one pair for
 * each visit and view: of the model that analysed last, since other models count otherwise. What clinicians corrected
 * plays no part, because they rarely correct both photos.
 */
export function listRepeatedCounts(database: ReadableDatabase): readonly RepeatedCounts[] {
  const rows = database.all(
    `WITH repeated AS (
       SELECT visit_id, view FROM photographs
       WHERE visit_id IS NOT NULL AND view IN (SELECT value FROM json_each(:views))
       GROUP BY visit_id, view HAVING count(*) > 1
     ), counted AS (
       SELECT photographs.visit_id, photographs.view, photos.taken_at, photos.sequence,
         (SELECT count(*) FROM lesions
          WHERE lesions.analysis = analyses.sequence AND lesions.score >= analyses.threshold) AS lesions
       FROM repeated JOIN photographs USING (visit_id, view)
       JOIN photos ON photos.id = photographs.id AND photos.removed_at IS NULL AND photos.taken_at IS NOT NULL
       JOIN visits ON visits.id = photographs.visit_id AND visits.removed_at IS NULL
       JOIN analyses ON analyses.sequence =
         (SELECT max(sequence) FROM analyses AS newest WHERE newest.photo_id = photos.id)
       WHERE (${WEIGHTS_OF_ANALYSIS}, analyses.model_identity, analyses.threshold) IS
         (SELECT ${WEIGHTS_OF_ANALYSIS}, model_identity, threshold FROM analyses ORDER BY sequence DESC LIMIT 1)
     )
     SELECT a.visit_id, a.view, a.lesions AS first, b.lesions AS second
     FROM counted AS a JOIN counted AS b ON a.visit_id = b.visit_id AND a.view = b.view
     WHERE julianday(b.taken_at) - julianday(a.taken_at) BETWEEN :soonest AND :latest
     ORDER BY a.taken_at, a.sequence, b.taken_at, b.sequence`,
    { soonest: days(SOONEST, -0.5), latest: days(LATEST, 0.5), views: JSON.stringify(FACE_VIEWS) },
  );
  const pairs = new Map<string, RepeatedCounts>();
  for (const { visit_id: visitId, view, first, second } of z.array(row).parse(rows)) {
    const key = `${visitId} ${view}`;
    if (!pairs.has(key)) pairs.set(key, [first, second]);
  }
  return [...pairs.values()];
}
