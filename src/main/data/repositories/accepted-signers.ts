import type { ReadableDatabase, WritableDatabase } from '../database';

const base64 = (publicKey: Uint8Array): string => Buffer.from(publicKey).toString('base64');

/** Whether models that are signed by this public key were accepted before. */
export const isAcceptedSigner = (database: ReadableDatabase, publicKey: Uint8Array): boolean =>
  database.one('SELECT 1 AS found FROM accepted_signers WHERE public_key = :key', {
    key: base64(publicKey),
  }) !== undefined;

/** @param at ISO 8601. @param by name of the user; null in a library without users. */
export function acceptSigner(
  database: WritableDatabase,
  publicKey: Uint8Array,
  at: string,
  by: string | null,
): void {
  database.run(
    `INSERT INTO accepted_signers (public_key, accepted_at, accepted_by) VALUES (:key, :at, :by)
     ON CONFLICT (public_key) DO NOTHING`,
    { key: base64(publicKey), at, by },
  );
}
