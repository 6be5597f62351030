import { MaculeError } from '../../shared/errors';
import type { ReadableDatabase } from '../data/database';
import { findPhoto, type ListedPhoto } from '../data/repositories/photos';

/** @throws MaculeError `not-found` for a photo that is unknown or was removed. */
export function requirePhoto(database: ReadableDatabase, photoId: string): ListedPhoto {
  const photo = findPhoto(database, photoId);
  if (photo?.removedAt === null) return photo;
  throw new MaculeError({
    kind: 'not-found',
    message: 'This photo is no longer in Macule.',
    advice: 'Open the photo again from its file.',
    retryable: false,
  });
}
