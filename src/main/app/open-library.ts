import { join } from 'node:path';
import { openPhotoStore, type PhotoStore } from '../data/photo-store';
import { readSettings, writeSettings } from '../data/repositories/settings';
import { EXPORT_DRAFTS_FOLDER } from '../data/set-aside';
import { Access } from '../services/access/access';
import { auditKeyOf, fileKeys } from '../vault/keyring';
import { readLibraryFilesWith } from '../vault/library-files';
import type { FileKeys } from '../vault/sealed-file';
import { askToStartEmpty } from './dialogs';
import { openData, type OpenedData } from './open-data';
import type { OpenedKeys } from './open-library-keys';

export interface OpenLibraryOptions {
  readonly dataFolder: string;
  readonly library: OpenedKeys;
  /** Whether somebody sits before the screen who can answer a question. */
  readonly interactive: boolean;
  /** Whether a new library is introduced. */
  readonly welcome: boolean;
  readonly log: (line: string) => void;
}

/** A library whose database and files can be read, and who reads them. */
export interface OpenedLibrary {
  readonly data: OpenedData;
  readonly keys: FileKeys;
  readonly access: Access;
  /** Of the audit trail. */
  readonly auditKey: Uint8Array;
  /** Pictures of a de-identified export that nobody has written yet. */
  readonly drafts: PhotoStore;
  /** Absolute path of {@link drafts}. */
  readonly draftsFolder: string;
}

/**
 * Opens all that lies on disk, before there is a window.
 * @throws MaculeError `database`.
 */
export async function openLibrary(options: OpenLibraryOptions): Promise<OpenedLibrary> {
  const { dataFolder, library, interactive, welcome, log } = options;
  const keys = fileKeys(library.keys, library.key);
  readLibraryFilesWith(keys);
  const data = await openData({
    ...{ dataFolder, keys },
    now: () => new Date(),
    mayStartEmpty: (damage) => interactive && askToStartEmpty(damage),
    log,
  });
  await data.store.clearIncoming();
  const auditKey = auditKeyOf(library.keys, library.key);
  const access = new Access({
    ...{ database: data.database, auditKey, userId: library.userId },
    now: () => new Date(),
  });
  if (!welcome) writeSettings(data.database, { ...readSettings(data.database), welcome: 'done' });
  const draftsFolder = join(dataFolder, EXPORT_DRAFTS_FOLDER);
  return { data, keys, access, auditKey, drafts: await openPhotoStore(draftsFolder, keys), draftsFolder };
}
