import { z } from 'zod';
import type { Face } from '../../../shared/face/face';
import type { ReadableDatabase, WritableDatabase } from '../database';
import { landmarksOfText, textOfLandmarks } from '../landmarks-text';

const row = z
  .object({ confidence: z.number(), landmarks: z.base64() })
  .transform(({ confidence, landmarks }): Face => ({
    confidence,
    landmarks: landmarksOfText(landmarks),
  }));

/** The face of a photo; null where none was seen or nobody has looked yet. */
export const findStoredFace = (database: ReadableDatabase, photoId: string): Face | null =>
  row
    .nullable()
    .parse(
      database.one('SELECT * FROM faces WHERE photo_id = :photoId AND confidence IS NOT NULL', { photoId }) ??
        null,
    );

/** Whether anybody has looked for a face on a photo, found or not. */
export const isFaceSought = (database: ReadableDatabase, photoId: string): boolean =>
  database.one('SELECT 1 FROM faces WHERE photo_id = :photoId', { photoId }) !== undefined;

/** Keeps a photo's face, or that it has none, in place of what was known. */
export function storeFace(database: WritableDatabase, photoId: string, face: Face | null): void {
  database.run(
    `INSERT INTO faces (photo_id, confidence, landmarks) VALUES (:photoId, :confidence, :landmarks)
     ON CONFLICT (photo_id) DO UPDATE SET confidence = excluded.confidence, landmarks = excluded.landmarks`,
    {
      photoId,
      confidence: face?.confidence ?? null,
      landmarks: face && textOfLandmarks(face.landmarks),
    },
  );
}
