import { hkdfSync, randomBytes } from 'node:crypto';

/** Bytes of every key: AES-256 and ChaCha20 take 32. */
export const KEY_BYTES = 32;

/** The one random key of a library, 32 bytes; every other key of it is derived. Never written down unwrapped by choice. */
export type LibraryKey = Uint8Array;

/** What a derived key is for: a key is never used for two things. */
export type KeyPurpose = 'database' | 'files' | 'name' | 'audit' | 'backup' | 'model signature';

export const newLibraryKey = (): LibraryKey => randomBytes(KEY_BYTES);

/** A key for one purpose: HKDF-SHA-256 (RFC 5869) of the library's key, 32 bytes. */
export const derivedKey = (key: LibraryKey, purpose: KeyPurpose): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', key, '', `macule ${purpose}`, KEY_BYTES));

/** Eight hexadecimal digits that tell the library's keys apart and say nothing about them. */
export const keyName = (key: LibraryKey): string =>
  Buffer.from(derivedKey(key, 'name')).toString('hex').slice(0, 8);
