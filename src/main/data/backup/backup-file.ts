import { createHash, createHmac } from 'node:crypto';
import { z } from 'zod';
import { MODEL_FILES } from '../../../shared/engine/model-files';
import { MaculeError } from '../../../shared/errors';
import { parseKeys, type Keys } from '../../vault/keys-file';
import { derivedKey, keyName, type LibraryKey } from '../../vault/library-key';
import { connect, type OpenDatabase } from '../database';

/**
 * A backup: one SQLite file that holds a library's files as they lie on the disk, sealed, and its keys, which only
 * passphrases and the recovery key open. Nothing in it is plain but ids, sizes and dates. Each manifest lists what
 * belonged to the library at its time; what an interrupted backup has added counts from the next manifest on.
 */
const APPLICATION_ID = 0x4d61_6375; // “Macu”
const FORMAT = 2;
/** Bytes of one row: SQLite keeps each in memory. */
export const PART_BYTES = 8 * 1024 * 1024;

/** Whether a name is that of a folder of one of the clinic's own models. */
export const isModelName = (name: string): boolean => /^[\w-]+$/.test(name);
/** Whether a file is one that a model consists of. */
export const isModelFile = (name: string): boolean => Object.values<string>(MODEL_FILES).includes(name);

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS files (
    path TEXT PRIMARY KEY,
    bytes INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    key_name TEXT NOT NULL,
    since INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS parts (
    path TEXT NOT NULL,
    part INTEGER NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (path, part)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS manifests (
    sequence INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    keys TEXT NOT NULL,
    proof TEXT NOT NULL
  ) STRICT;
`;

/**
 * Format 2: what is to take the place of a file lies beside it until the next manifest is there, its parts under a name
 * of their own.
 */
const SECOND_FORMAT = `
  ALTER TABLE files ADD COLUMN stored_as TEXT;
  CREATE TABLE replacements (
    path TEXT PRIMARY KEY,
    bytes INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    key_name TEXT NOT NULL,
    stored_as TEXT NOT NULL
  ) STRICT;
`;

const fileSchema = z.object({
  path: z.string(),
  /** By which its parts are found. */
  stored_as: z.string(),
  bytes: z.number(),
  sha256: z.string(),
  key_name: z.string(),
});
export type BackedUpFile = Readonly<z.infer<typeof fileSchema>>;

const manifestSchema = z.object({
  sequence: z.number(),
  at: z.string(),
  keys: z.string(),
  proof: z.string(),
});
export type Manifest = Readonly<z.infer<typeof manifestSchema>>;

/**
 * Opens a backup file.
 * @param mayBegin whether a file that is not there yet is begun.
 * @throws MaculeError `unreadable-file` where it is no backup of Macule's, or a newer Macule's.
 */
export function openBackupFile(file: string, mayBegin: boolean): OpenDatabase {
  const backup = connectOrRefuse(file);
  try {
    const { application_id: id } = backup.one('PRAGMA application_id') as { application_id: number };
    const { user_version: format } = backup.one('PRAGMA user_version') as { user_version: number };
    const isNew = id === 0 && backup.all('SELECT name FROM sqlite_master').length === 0;
    const isOlder = id === APPLICATION_ID && format === 1;
    if (isOlder || (isNew && mayBegin)) {
      backup.transaction(() => {
        if (isNew) backup.script(SCHEMA);
        backup.script(SECOND_FORMAT);
        backup.script(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${FORMAT}`);
      });
    } else if (id !== APPLICATION_ID || format !== FORMAT) throw noBackup();
    return backup;
  } catch (thrown) {
    backup.close();
    throw thrown;
  }
}

function connectOrRefuse(file: string): OpenDatabase {
  try {
    return connect(file);
  } catch (thrown) {
    if (thrown instanceof MaculeError && thrown.failure.kind === 'database') throw noBackup(thrown);
    throw thrown;
  }
}

/** Rows as this version writes them: what a damaged or prepared file holds instead is refused. */
function sound<T>(schema: z.ZodType<T>, rows: unknown): T {
  const parsed = schema.safeParse(rows);
  if (!parsed.success) throw noBackup(parsed.error);
  return parsed.data;
}

/** The newest manifest; null where no backup was finished. */
export const newestManifest = (backup: OpenDatabase): Manifest | null =>
  sound(
    manifestSchema.nullable(),
    backup.one('SELECT sequence, at, keys, proof FROM manifests ORDER BY sequence DESC LIMIT 1') ?? null,
  );

/** What belongs to a manifest, by path. */
export const filesOf = (backup: OpenDatabase, sequence: number): readonly BackedUpFile[] =>
  sound(
    z.array(fileSchema),
    backup.all(
      `SELECT path, coalesce(stored_as, path) AS stored_as, bytes, sha256, key_name
       FROM files WHERE since <= :sequence ORDER BY path`,
      { sequence },
    ),
  );

/** HMAC-SHA-256 over everything that a manifest says, so that no file can be changed, added or left out. */
export function proofOf(
  key: LibraryKey,
  { sequence, at, keys }: Omit<Manifest, 'proof'>,
  files: readonly Pick<BackedUpFile, 'path' | 'bytes' | 'sha256'>[],
): string {
  const hmac = createHmac('sha256', derivedKey(key, 'backup')).update(JSON.stringify([sequence, at, keys]));
  for (const { path, bytes, sha256 } of files) hmac.update(JSON.stringify([path, bytes, sha256]));
  return hmac.digest('base64');
}

/**
 * The parts of one file, one after the other.
 * @throws MaculeError `unreadable-file` where they are not what was backed up.
 */
export function* partsOf(
  backup: OpenDatabase,
  { path, stored_as: storedAs, bytes, sha256 }: BackedUpFile,
): Generator<Uint8Array> {
  const hash = createHash('sha256');
  let read = 0;
  for (let part = 0; read < bytes || part === 0; part += 1) {
    const row = sound(
      z.object({ content: z.instanceof(Uint8Array) }).optional(),
      backup.one('SELECT content FROM parts WHERE path = :storedAs AND part = :part', { storedAs, part }),
    );
    if (!row) throw damaged(path);
    hash.update(row.content);
    read += row.content.length;
    yield row.content;
  }
  if (read !== bytes || hash.digest('hex') !== sha256) throw damaged(path);
}

/** The keys that a manifest carries. */
export const keysIn = ({ keys }: Manifest): Keys => parseKeys(keys);

export const isKeyOf = (keys: Keys, key: LibraryKey): boolean => keyName(key) === keys.key;

const noBackup = (cause?: unknown): MaculeError =>
  new MaculeError(
    {
      kind: 'unreadable-file',
      message: 'This file is no backup that this version of Macule can read.',
      advice: 'Choose another file, or install the newest version of Macule.',
      retryable: false,
    },
    { cause },
  );

export const damaged = (path: string): MaculeError =>
  new MaculeError({
    kind: 'unreadable-file',
    message: `The backup is damaged or was tampered with, at “${path}”.`,
    advice: 'Use an older backup, and check the drive that this one is on.',
    retryable: false,
  });
