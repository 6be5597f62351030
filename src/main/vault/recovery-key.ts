import { createHash, randomBytes } from 'node:crypto';

/** Crockford's base 32: no letter that is taken for a digit. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 30 letters of 5 bits hold the secret, 150 bits; two more tell a slip of the pen. */
const SECRET_LETTERS = 30;
const CHECK_LETTERS = 2;
const GROUP = 4;

/** A recovery key to print: eight groups of four letters and digits, 150 random bits and a check of ten. */
export function newRecoveryKey(): string {
  const secret = Array.from(randomBytes(SECRET_LETTERS), (byte) => LETTERS[byte % LETTERS.length]).join('');
  return grouped(secret + checkOf(secret));
}

/**
 * A recovery key as it was typed: spaces, dashes and case do not matter, O is 0, I and L are 1.
 * @returns it as it was printed; null where letters are missing or mistyped.
 */
export function readRecoveryKey(typed: string): string | null {
  const plain = typed
    .toUpperCase()
    .replaceAll(/[\s\-–]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  if (plain.length !== SECRET_LETTERS + CHECK_LETTERS) return null;
  const secret = plain.slice(0, SECRET_LETTERS);
  return checkOf(secret) === plain.slice(SECRET_LETTERS) ? grouped(plain) : null;
}

function checkOf(secret: string): string {
  const hash = createHash('sha256').update(`macule recovery ${secret}`).digest();
  return Array.from(hash.subarray(0, CHECK_LETTERS), (byte) => LETTERS[byte % LETTERS.length]).join('');
}

const grouped = (letters: string): string => (letters.match(new RegExp(`.{${GROUP}}`, 'g')) ?? []).join('-');
