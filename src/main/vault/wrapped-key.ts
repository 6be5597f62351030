import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { argon2id } from 'hash-wasm';
import { z } from 'zod';
import { KEY_BYTES } from './library-key';

/**
 * Cost of guessing a passphrase: the second recommendation of RFC 9106, 64 MiB and three passes, in one lane because
 * WebAssembly has one. About half a second on a clinic's laptop.
 */
export const PASSPHRASE_COST = { memoryKib: 64 * 1024, passes: 3, lanes: 1 } as const;

/** Most memory that a keys file may ask for, so that a changed one cannot exhaust the computer, KiB. */
const MOST_MEMORY_KIB = 256 * 1024;
const SALT_BYTES = 16;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

const base64 = z.base64();

/** A key that a secret opens: AES-256-GCM under a key that argon2id makes of the secret. */
export const wrappedKeySchema = z.object({
  salt: base64,
  cost: z.object({
    memoryKib: z.number().int().min(8).max(MOST_MEMORY_KIB),
    passes: z.number().int().min(1).max(10),
    lanes: z.number().int().min(1).max(16),
  }),
  /** Nonce, sealed key, proof. */
  sealed: base64,
});
export type WrappedKey = Readonly<z.infer<typeof wrappedKeySchema>>;

/**
 * Wraps a key by a secret.
 * @param secret a passphrase or a recovery key; passphrases are compared in Unicode's composed form (NFKC).
 * @param owner whose it is: a wrapping put in another's place does not open.
 */
export async function wrapKey(
  key: Uint8Array,
  secret: string,
  owner: string,
  cost: WrappedKey['cost'] = PASSPHRASE_COST,
): Promise<WrappedKey> {
  const salt = randomBytes(SALT_BYTES);
  const sealed = sealKey(await stretched(secret, salt, cost), key, owner);
  return { salt: salt.toString('base64'), cost, sealed };
}

/** @returns the key; null where the secret is wrong or the wrapping was changed. */
export async function unwrapKey(
  { salt, cost, sealed }: WrappedKey,
  secret: string,
  owner: string,
): Promise<Uint8Array | null> {
  return openKey(await stretched(secret, Buffer.from(salt, 'base64'), cost), sealed, owner);
}

/** A key sealed by another, base64: nonce, sealed key, proof. */
export function sealKey(by: Uint8Array, key: Uint8Array, owner: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', by, nonce);
  cipher.setAAD(Buffer.from(owner));
  return Buffer.concat([nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()]).toString('base64');
}

/** @returns the key that {@link sealKey} sealed; null where `by` or `owner` is another one or it was changed. */
export function openKey(by: Uint8Array, sealed: string, owner: string): Uint8Array | null {
  const bytes = Buffer.from(sealed, 'base64');
  if (bytes.length !== NONCE_BYTES + KEY_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv('aes-256-gcm', by, bytes.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(owner));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
  } catch {
    return null;
  }
}

const stretched = (secret: string, salt: Uint8Array, cost: WrappedKey['cost']): Promise<Uint8Array> =>
  argon2id({
    password: secret.normalize('NFKC'),
    salt,
    iterations: cost.passes,
    memorySize: cost.memoryKib,
    parallelism: cost.lanes,
    hashLength: KEY_BYTES,
    outputType: 'binary',
  });
