import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { MaculeError } from '../../shared/errors';
import { replaceFile } from './replace-file';
import { wrappedKeySchema } from './wrapped-key';

/** Name inside the data folder. Without it, nothing in the folder can be read by anybody. */
export const KEYS_FILE = 'library-keys.json';

/**
 * One way to the library's key: a secret opens a key of its own, and that opens the library's. The own key is kept under
 * the library's key too, so that a new library key can be given to it without anybody's passphrase.
 */
export const secretKeySchema = z.object({
  /** The own key, wrapped by the secret. */
  own: wrappedKeySchema,
  /** The library's key, sealed by the own key. */
  opens: z.base64(),
  /** The own key, sealed by the library's key. */
  kept: z.base64(),
});
export type SecretKey = Readonly<z.infer<typeof secretKeySchema>>;

/** Somebody whose passphrase opens the library. What the person may do is in the database, which is sealed. */
const userKeySchema = z.object({ id: z.uuid(), name: z.string().min(1), secret: secretKeySchema });

/** How this computer opens the library without asking. */
const deviceKeySchema = z.discriminatedUnion('kind', [
  /** Nobody chose a passphrase yet, and the system keeps no secrets: the key lies open. */
  z.object({ kind: z.literal('open'), key: z.base64() }),
  /** Sealed by the system's keychain for the person who is signed in there, and who that is, if there are users. */
  z.object({ kind: z.literal('keychain'), sealed: z.base64(), userId: z.uuid().nullable() }),
]);
export type DeviceKey = Readonly<z.infer<typeof deviceKeySchema>>;

export const keysSchema = z.object({
  format: z.literal(1),
  library: z.uuid(),
  /** Name of the library's key. */
  key: z.string(),
  /** Whether files may be left that are not sealed by the key yet: plain ones of before, or of the key before. */
  unfinished: z.boolean(),
  /** The key before, sealed by the library's key, while files sealed by it are left. */
  previous: z.string().optional(),
  /** The key of the audit trail, sealed by the library's key, once the key that it was derived from has been changed. */
  audit: z.string().optional(),
  device: deviceKeySchema.nullable(),
  users: z.array(userKeySchema),
  recovery: secretKeySchema.nullable(),
});
export type Keys = Readonly<z.infer<typeof keysSchema>>;

/**
 * Reads a library's keys.
 * @returns null where there are none.
 * @throws MaculeError `unreadable-file` where they are damaged.
 */
export function readKeys(file: string): Keys | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw thrown;
  }
  return parseKeys(text);
}

/** @throws MaculeError `unreadable-file` */
export function parseKeys(text: string): Keys {
  try {
    return keysSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new MaculeError(
      {
        kind: 'unreadable-file',
        message: 'The file with the keys of this library is damaged.',
        file: KEYS_FILE,
        advice: 'Restore it from a backup. Without it, the library cannot be opened by anybody.',
        retryable: false,
      },
      { cause },
    );
  }
}

/** Replaces the keys, whole or not at all; they are on the disk when this returns. */
export const writeKeys = (file: string, keys: Keys): void =>
  replaceFile(file, `${JSON.stringify(keys, null, 2)}\n`);
