import type { OpenDatabase } from '../../src/main/data/database';
import { openDatabase } from '../../src/main/data/open-database';
import { insertPhoto, type StoredPhoto } from '../../src/main/data/repositories/photos';

/** A real database with every table, in memory. */
export const memoryDatabase = (): OpenDatabase => openDatabase(':memory:');

/** Ids that count up, in the form of UUIDs. */
export function countingIds(): () => string {
  let next = 0;
  return () => {
    next += 1;
    return photoIdOf(next);
  };
}

export const photoIdOf = (number: number): string =>
  `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** Stores the row of a photo and returns it. */
export function addPhoto(database: OpenDatabase, number: number): StoredPhoto {
  const photo: StoredPhoto = {
    id: photoIdOf(number),
    fileName: `photo-${number}.jpg`,
    fingerprint: String(number).padStart(64, '0'),
    width: 1600,
    height: 1200,
    importedAt: '2025-03-01T10:00:00.000Z',
    takenAt: null,
    folderName: null,
  };
  insertPhoto(database, photo);
  return photo;
}
