import { createHash } from 'node:crypto';

/** SHA-256 of a file's bytes, hexadecimal: two imports with the same fingerprint are the same photo. */
export const fingerprint = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
