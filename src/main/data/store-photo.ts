import type { Rendition } from '../../shared/photo/renditions';
import type { WritableDatabase } from './database';
import type { PhotoStore } from './photo-store';
import { addPending } from './repositories/pending-analyses';
import { insertPhoto, type StoredPhoto } from './repositories/photos';

/** Where photos are kept. */
export interface PhotoLibrary {
  readonly database: WritableDatabase;
  readonly store: PhotoStore;
}

/**
 * Puts a photo into the library, its files and its rows, or nothing of it; its analysis waits from then on.
 * @param withRows writes what belongs to the photo besides its own row; where it throws, nothing is kept.
 * @throws MaculeError `database`, `no-space`, and what `withRows` throws.
 */
export async function storePhoto(
  { database, store }: PhotoLibrary,
  photo: StoredPhoto,
  renditions: Readonly<Record<Rendition, Uint8Array>>,
  withRows: () => void = () => undefined,
): Promise<void> {
  const staged = await store.stage(photo.id, renditions);
  try {
    database.transaction(() => {
      insertPhoto(database, photo);
      withRows();
      addPending(database, photo.id);
      staged.publish();
    });
  } catch (thrown) {
    staged.discard();
    throw thrown;
  }
}
