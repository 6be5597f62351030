import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { derivedKey, type LibraryKey } from './library-key';

/** DER before the 32 bytes of an Ed25519 key (RFC 8410): a private one in PKCS #8, a public one as SPKI. */
const PRIVATE_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
export const PUBLIC_KEY_BYTES = 32;
export const SIGNATURE_BYTES = 64;

/** What a library signs models by. A library whose key was changed signs as another. */
export class SigningKey {
  private readonly secret: KeyObject;
  /** {@link PUBLIC_KEY_BYTES} bytes. */
  readonly publicKey: Uint8Array;

  constructor(key: LibraryKey) {
    const der = Buffer.concat([PRIVATE_PREFIX, derivedKey(key, 'model signature')]);
    this.secret = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
    const spki = createPublicKey(this.secret).export({ format: 'der', type: 'spki' });
    this.publicKey = new Uint8Array(spki.subarray(PUBLIC_PREFIX.length));
  }

  /** Ed25519 (RFC 8032), {@link SIGNATURE_BYTES} bytes. */
  sign(message: Uint8Array): Uint8Array {
    return new Uint8Array(sign(null, message, this.secret));
  }
}

/** Whether the owner of a public key has signed a message. */
export function isSignedBy(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const spki = Buffer.concat([PUBLIC_PREFIX, publicKey]);
  return verify(null, message, createPublicKey({ key: spki, format: 'der', type: 'spki' }), signature);
}

const FINGERPRINT_DIGITS = 32;

/** What people compare to know a signer, such as over the telephone: `3F2A 91C0 …`, eight groups of SHA-256. */
export const fingerprintOf = (publicKey: Uint8Array): string =>
  (
    createHash('sha256')
      .update(publicKey)
      .digest('hex')
      .slice(0, FINGERPRINT_DIGITS)
      .toUpperCase()
      .match(/.{4}/g) ?? []
  ).join(' ');
