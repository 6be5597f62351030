import { basename, dirname } from 'node:path';
import type { ReferenceLesion } from '../../shared/clinical/lesion';
import type { EventPayload } from '../../shared/ipc/contract';
import { secondsLeft } from '../../shared/time-left';
import { MaculeError, toFailure, type Failure } from '../../shared/errors';
import { findPhotoByFingerprint } from '../data/repositories/photos';
import { insertReferenceLesions } from '../data/repositories/reference-lesions';
import { storePhoto, type PhotoLibrary } from '../data/store-photo';
import { collectPictures } from '../imaging/collect-pictures';
import { fingerprint } from '../imaging/fingerprint';
import { importPicture } from '../imaging/import-picture';
import { readPicture } from '../imaging/read-picture';
import { restorePhoto } from './remove-photo';

export interface ImportDependencies extends PhotoLibrary {
  /** Dataset labels that lie beside a picture; empty where there are none. */
  readonly findReferenceLabels: (file: string) => Promise<readonly ReferenceLesion[]>;
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
  const { database, newId, now } = dependencies;
  const picture = await readPicture(file);
  const hash = fingerprint(picture.bytes);
  const known = findPhotoByFingerprint(database, hash);
  if (known) {
    const isNew = known.removedAt !== null;
    if (isNew) restorePhoto(database, known.id, now());
    return { photoId: known.id, isNew };
  }

  const { renditions, ...properties } = await importPicture(picture, signal);
  const reference = await dependencies.findReferenceLabels(file);
  const photoId = newId();
  const photo = {
    ...{ id: photoId, fileName: basename(file), fingerprint: hash, importedAt: now().toISOString() },
    folderName: basename(dirname(file)) || null,
    ...properties,
  };
  await storePhoto(dependencies, photo, renditions, () => {
    if (signal?.aborted) throw new MaculeError({ kind: 'cancelled', message: 'Cancelled.', retryable: true });
    insertReferenceLesions(database, photoId, reference, newId);
  });
  return { photoId, isNew: true };
}
