import { z } from 'zod';
import { LANDMARK_COUNT, type Face } from '../../../shared/face/face';
import { packLandmarks, unpackLandmarks } from '../../../shared/face/pack-landmarks';
import type { ReadableDatabase, WritableDatabase } from '../database';

const row = z
  .object({ confidence: z.number(), landmarks: z.base64() })
  .transform(({ confidence, landmarks }): Face => ({
    confidence,
    landmarks: unpackLandmarks(fromText(landmarks)),
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
      landmarks: face && toText(packLandmarks(face.landmarks)),
    },
  );
}

function toText(packed: Uint16Array): string {
  const bytes = Buffer.alloc(packed.length * 2);
  packed.forEach((value, index) => bytes.writeUInt16LE(value, index * 2));
  return bytes.toString('base64');
}

function fromText(text: string): Uint16Array {
  const bytes = Buffer.from(text, 'base64');
  return Uint16Array.from({ length: LANDMARK_COUNT * 2 }, (_, index) => bytes.readUInt16LE(index * 2));
}
