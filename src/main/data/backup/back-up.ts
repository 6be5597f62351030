import { statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { MaculeError } from '../../../shared/errors';
import { withDevice } from '../../vault/keyring';
import type { Keys } from '../../vault/keys-file';
import { keyName } from '../../vault/library-key';
import type { FileKeys } from '../../vault/sealed-file';
import type { OpenDatabase } from '../database';
import { sealModels } from '../seal-library-files';
import { DATABASE_FILE, MODELS_FOLDER, PHOTOS_FOLDER } from '../set-aside';
import { isPhotoFolder, isPictureFile } from '../photo-store';
import { filesOf, isModelFile, isModelName, newestManifest, openBackupFile, proofOf } from './backup-file';
import { BackupWriter } from './backup-writer';
import { withSnapshot } from './snapshot';

export interface BackUpOptions {
  /** Folder of the library. */
  readonly library: string;
  /** The library's open database. */
  readonly database: OpenDatabase;
  readonly keys: Keys;
  readonly fileKeys: FileKeys;
  /** The backup; one that is there is brought up to date. */
  readonly file: string;
  readonly now: () => Date;
  readonly signal?: AbortSignal;
  /** Photos done, of all. */
  readonly onProgress?: (done: number, total: number) => void;
}

export interface BackUpReport {
  readonly at: string;
  /** Files that the backup did not have. */
  readonly added: number;
  /** Files that left the library since. */
  readonly removed: number;
  readonly files: number;
  /** Of the backup. */
  readonly bytes: number;
}

/**
 * Brings a backup up to date: only what is new since the last one is written. Killed in between, the backup is what it
 * was, and the next one goes on from there.
 * @throws MaculeError `invalid-input` for a library without a passphrase, one whose key is being changed, or one whose
 *   backup is another library's, `no-space`, `cancelled`.
 */
export async function backUpLibrary(options: BackUpOptions): Promise<BackUpReport> {
  const { library, keys, fileKeys, file, now, signal, onProgress } = options;
  if (keys.users.length === 0) throw unprotected();
  // Later, the key before will be gone from the keys; a picture under it would open no more.
  if (keys.unfinished) throw isChanging();
  // Nothing goes into a backup that lies open.
  await sealModels(library, fileKeys);
  const backup = openBackupFile(file, true);
  try {
    const last = newestManifest(backup);
    if (last && (JSON.parse(last.keys) as Keys).library !== keys.library) throw anotherLibrary();
    const sequence = (last?.sequence ?? 0) + 1;
    const write = new BackupWriter(backup, sequence, keyName(fileKeys.current));
    const present = new Set<string>([DATABASE_FILE]);
    // The database first: what it lists is on the disk by then, and what comes later is not listed.
    return await withSnapshot(options.database, file, async (snapshot) => {
      const photos = (await readdir(join(library, PHOTOS_FOLDER)).catch(absent)).filter(isPhotoFolder);
      for (const [index, photo] of photos.entries()) {
        if (signal?.aborted) throw cancelled();
        onProgress?.(index, photos.length);
        const names = await readdir(join(library, PHOTOS_FOLDER, photo)).catch(absent);
        for (const name of names.filter(isPictureFile)) {
          const path = `${PHOTOS_FOLDER}/${photo}/${name}`;
          if (write.addIfNew(path, join(library, PHOTOS_FOLDER, photo, name))) present.add(path);
        }
      }
      for (const path of await modelPaths(library)) {
        write.addIfChanged(path, join(library, ...path.split('/')));
        present.add(path);
      }
      const at = now().toISOString();
      const removed = backup.transaction(() => {
        write.put(DATABASE_FILE, snapshot);
        write.takeReplacements();
        const gone = write.removeAllBut(present);
        // The computer's own way in stays at home.
        const carried = JSON.stringify(withDevice(keys, null));
        const manifest = { sequence, at, keys: carried };
        const proof = proofOf(fileKeys.current, manifest, filesOf(backup, sequence));
        backup.run('DELETE FROM manifests');
        backup.run(
          'INSERT INTO manifests (sequence, at, keys, proof) VALUES (:sequence, :at, :keys, :proof)',
          {
            ...manifest,
            proof,
          },
        );
        return gone;
      });
      backup.one('PRAGMA wal_checkpoint(TRUNCATE)');
      return { at, added: write.added, removed, files: present.size, bytes: statSync(file).size };
    });
  } finally {
    backup.close();
  }
}

/** Of a photo that was erased meanwhile, or a library without any. @throws anything but the absence of a folder. */
function absent(error: NodeJS.ErrnoException): readonly string[] {
  if (error.code === 'ENOENT') return [];
  throw error;
}

/** Files of the clinic's own models: weights, what they say of themselves, cards. */
async function modelPaths(library: string): Promise<readonly string[]> {
  const models = await readdir(join(library, MODELS_FOLDER)).catch(() => []);
  const folders = models.filter((name) => isModelName(name));
  const files = await Promise.all(
    folders.map(async (model) => {
      const names = await readdir(join(library, MODELS_FOLDER, model));
      return names.filter(isModelFile).map((name) => `${MODELS_FOLDER}/${model}/${name}`);
    }),
  );
  return files.flat();
}

const unprotected = (): MaculeError =>
  new MaculeError({
    kind: 'invalid-input',
    message: 'The library has no passphrase, so whoever finds a backup could read it.',
    advice: 'Set a passphrase first: a backup opens by the same.',
    retryable: false,
  });

const isChanging = (): MaculeError =>
  new MaculeError({
    kind: 'invalid-input',
    message: 'The key of the library is being changed.',
    advice: 'Start Macule, which finishes the change, and back up then.',
    retryable: true,
  });

const anotherLibrary = (): MaculeError =>
  new MaculeError({
    kind: 'invalid-input',
    message: 'That file is the backup of another library.',
    advice: 'Choose a file of its own for this library.',
    retryable: false,
  });

const cancelled = (): MaculeError =>
  new MaculeError({ kind: 'cancelled', message: 'The backup was cancelled.', retryable: true });
