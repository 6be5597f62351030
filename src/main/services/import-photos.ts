import { basename, dirname } from 'node:path';
import type { EventPayload } from '../../shared/ipc/contract';
import { secondsLeft } from '../../shared/time-left';
import { MaculeError, toFailure, type Failure } from '../../shared/errors';
import type { Rendition } from '../../shared/photo/renditions';
import type { ReadPhoto } from '../../shared/reader/protocol';
import { findPhotoByFingerprint } from '../data/repositories/photos';
import { insertReferenceLesions } from '../data/repositories/reference-lesions';
import type { PhotoStore } from '../data/photo-store';
import { storePhoto, type PhotoLibrary } from '../data/store-photo';
import { collectPictures } from '../imaging/collect-pictures';
import { restorePhoto } from './remove-photo';

/** What reading a file is told besides its path. */
export interface ReadOptions {
  readonly isKnown: (fingerprint: string) => boolean;
  readonly signal?: AbortSignal | undefined;
}

export interface ImportDependencies extends PhotoLibrary {
  /** Reads a photo file, whatever it holds; one that is known need not be decoded. */
  readonly readPhoto: (file: string, options: ReadOptions) => Promise<ReadPhoto>;
  readonly newId: () => string;
  readonly now: () => Date;
}

export interface ImportOptions {
  readonly signal?: AbortSignal;
  /** Called before each file; `done` of `total` files are dealt with. */
  readonly onProgress?: (progress: EventPayload<'photos:import-progress'>) => void;
  /** Called as soon as a photo is in the store, before the rest of the import has ended. */
  readonly onImported?: (photoId: string) => void;
}

/** What became of an import, as photo ids; the caller turns them into summaries. */
export interface ImportOutcome {
  readonly imported: readonly string[];
  readonly alreadyThere: readonly string[];
  readonly refused: readonly Failure[];
}

/**
 * Imports files and folders. Each photo comes in whole, its files and its rows, or not at all; one that is
 * refused does not stop the rest. Where the signal aborts, what came in until then stays.
 */
export async function importPhotos(
  paths: readonly string[],
  dependencies: ImportDependencies,
  options: ImportOptions = {},
): Promise<ImportOutcome> {
  const { signal, onProgress, onImported } = options;
  const { files, refused: unopened } = await collectPictures(paths, signal);
  const { now } = dependencies;
  const began = now().getTime();
  const imported: string[] = [];
  const alreadyThere: string[] = [];
  const refused: Failure[] = [...unopened];
  for (const [done, file] of files.entries()) {
    if (signal?.aborted) break;
    const left = secondsLeft(done, files.length, now().getTime() - began);
    onProgress?.({ done, total: files.length, fileName: basename(file), secondsLeft: left });
    try {
      const { photoId, isNew } = await importPhoto(file, dependencies, signal);
      (isNew ? imported : alreadyThere).push(photoId);
      if (isNew) onImported?.(photoId);
    } catch (thrown) {
      const failure = { file: basename(file), ...toFailure(thrown) };
      if (failure.kind === 'cancelled') break;
      refused.push(failure);
      // Every further photo would fail the same way, and say so a thousand times.
      if (failure.kind === 'no-space') break;
    }
  }
  return { imported: unique(imported), alreadyThere: unique(alreadyThere), refused };
}

const unique = (ids: readonly string[]): readonly string[] => [...new Set(ids)];

async function importPhoto(
  file: string,
  dependencies: ImportDependencies,
  signal?: AbortSignal,
): Promise<{ readonly photoId: string; readonly isNew: boolean }> {
  const { database, store, newId, now } = dependencies;
  // A photo whose pictures are gone is read again, and gets them back.
  const isKnown = (hash: string): boolean => {
    const found = findPhotoByFingerprint(database, hash);
    return found !== null && store.has(found.id);
  };
  const { fingerprint, photo: read } = await dependencies.readPhoto(file, { isKnown, signal });
  const known = findPhotoByFingerprint(database, fingerprint);
  if (known) {
    const isNew = known.removedAt !== null || read !== null;
    if (read !== null) await replacePictures(store, known.id, read.renditions);
    if (known.removedAt !== null) restorePhoto(database, known.id, now());
    return { photoId: known.id, isNew };
  }
  if (read === null) throw new Error('A photo that was known is so no more.');

  const { renditions, reference, ...properties } = read;
  const photoId = newId();
  const photo = {
    ...{ id: photoId, fileName: basename(file), fingerprint, importedAt: now().toISOString() },
    folderName: basename(dirname(file)) || null,
    ...properties,
  };
  await storePhoto(dependencies, photo, renditions, () => {
    if (signal?.aborted) throw new MaculeError({ kind: 'cancelled', message: 'Cancelled.', retryable: true });
    insertReferenceLesions(database, photoId, reference, newId);
  });
  return { photoId, isNew: true };
}

async function replacePictures(
  store: PhotoStore,
  photoId: string,
  renditions: Readonly<Record<Rendition, Uint8Array>>,
): Promise<void> {
  const staged = await store.stage(photoId, renditions);
  await store.remove(photoId);
  staged.publish();
}
