import { LANDMARK_COUNT } from '../../shared/face/face';
import { packLandmarks, unpackLandmarks } from '../../shared/face/pack-landmarks';
import type { Point } from '../../shared/geometry/viewport';

/** Landmarks of a face as they are stored: base64 of 16-bit steps, little-endian. @param landmarks fractions of the photo. */
export function textOfLandmarks(landmarks: readonly Point[]): string {
  const packed = packLandmarks(landmarks);
  const bytes = Buffer.alloc(packed.length * 2);
  packed.forEach((value, index) => bytes.writeUInt16LE(value, index * 2));
  return bytes.toString('base64');
}

/** Undoes {@link textOfLandmarks}. */
export function landmarksOfText(text: string): readonly Point[] {
  const bytes = Buffer.from(text, 'base64');
  return unpackLandmarks(
    Uint16Array.from({ length: LANDMARK_COUNT * 2 }, (_, index) => bytes.readUInt16LE(index * 2)),
  );
}
