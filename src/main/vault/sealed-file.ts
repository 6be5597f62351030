import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { MaculeError } from '../../shared/errors';
import { KEY_BYTES, keyName, derivedKey, type LibraryKey } from './library-key';

/**
 * A sealed file: a header of {@link HEADER_BYTES} bytes (magic, name of the library's key, salt), then pieces of
 * {@link PIECE_BYTES} bytes, each sealed by AES-256-GCM with 16 bytes of proof behind it. As in the STREAM
 * construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015), a piece's nonce holds its number and whether it is the last,
 * so pieces can be neither moved nor cut off. The key is derived for each file from its own random salt and its
 * identity, so a file that is put in another's place does not open.
 */
const MAGIC = Buffer.from('MACULE\0\x01', 'latin1');
const NAME_BYTES = 4;
const SALT_BYTES = 32;
export const HEADER_BYTES = MAGIC.length + NAME_BYTES + SALT_BYTES;
export const PIECE_BYTES = 256 * 1024;
/** Of the proof behind each piece. */
export const PROOF_BYTES = 16;
const SEALED_PIECE_BYTES = PIECE_BYTES + PROOF_BYTES;

/** The library's keys, by which files are sealed and opened. */
export interface FileKeys {
  /** New files are sealed by it. */
  readonly current: LibraryKey;
  /** Files that a change of the key has not reached yet are sealed by it. */
  readonly previous?: LibraryKey | undefined;
}

export const isSealed = (bytes: Uint8Array): boolean =>
  bytes.length >= HEADER_BYTES && MAGIC.equals(bytes.subarray(0, MAGIC.length));

/** Name of the key that a file is sealed by: see {@link keyName}. */
export const sealedBy = (header: Uint8Array): string =>
  Buffer.from(header.subarray(MAGIC.length, MAGIC.length + NAME_BYTES)).toString('hex');

/** Bytes of the content of a sealed file of `size` bytes. */
export const contentBytes = (size: number): number =>
  size - HEADER_BYTES - pieceCount(size - HEADER_BYTES, SEALED_PIECE_BYTES) * PROOF_BYTES;

/**
 * Seals a file's content.
 * @param identity what the file is, such as `<photo id>/full`; the same is needed to open it.
 */
export function seal(key: LibraryKey, identity: string, content: Uint8Array): Uint8Array {
  const salt = randomBytes(SALT_BYTES);
  const header = Buffer.concat([MAGIC, Buffer.from(keyName(key), 'hex'), salt]);
  const own = fileKey(key, salt, identity);
  const pieces = pieceCount(content.length, PIECE_BYTES);
  const sealed: Uint8Array[] = [header];
  for (let piece = 0; piece < pieces; piece += 1) {
    const cipher = createCipheriv('aes-256-gcm', own, nonce(piece, piece === pieces - 1));
    cipher.setAAD(header);
    const part = content.subarray(piece * PIECE_BYTES, (piece + 1) * PIECE_BYTES);
    sealed.push(cipher.update(part), cipher.final(), cipher.getAuthTag());
  }
  return Buffer.concat(sealed);
}

/** Opens the pieces of one sealed file, in their order. */
export class Opener {
  private readonly own: Buffer;
  private readonly pieces: number;
  private piece = 0;

  /**
   * @param header the file's first {@link HEADER_BYTES} bytes.
   * @param size of the whole file.
   * @throws MaculeError `unreadable-file` where it is no sealed file or another library's.
   */
  constructor(
    keys: FileKeys,
    private readonly identity: string,
    private readonly header: Uint8Array,
    size: number,
  ) {
    if (!isSealed(header)) throw notOurs(identity);
    const name = sealedBy(header);
    const key = [keys.current, keys.previous].find((known) => known !== undefined && keyName(known) === name);
    if (key === undefined) throw notOurs(identity);
    this.own = fileKey(key, header.subarray(MAGIC.length + NAME_BYTES), identity);
    this.pieces = pieceCount(size - HEADER_BYTES, SEALED_PIECE_BYTES);
  }

  /**
   * @param sealed the next piece with its proof.
   * @returns its content.
   * @throws MaculeError `unreadable-file` where the piece was changed, moved or cut.
   */
  open(sealed: Uint8Array): Uint8Array {
    if (sealed.length < PROOF_BYTES || this.piece >= this.pieces) throw changed(this.identity);
    const decipher = createDecipheriv(
      'aes-256-gcm',
      this.own,
      nonce(this.piece, this.piece === this.pieces - 1),
      { authTagLength: PROOF_BYTES },
    );
    decipher.setAAD(this.header);
    const cut = sealed.length - PROOF_BYTES;
    decipher.setAuthTag(sealed.subarray(cut));
    try {
      const content = Buffer.concat([decipher.update(sealed.subarray(0, cut)), decipher.final()]);
      this.piece += 1;
      return content;
    } catch (cause) {
      throw changed(this.identity, cause);
    }
  }
}

/**
 * Opens a sealed file that lies in memory.
 * @throws MaculeError `unreadable-file` where it was changed, belongs to another library or is another file.
 */
export function unseal(keys: FileKeys, identity: string, sealed: Uint8Array): Uint8Array {
  const opener = new Opener(keys, identity, sealed.subarray(0, HEADER_BYTES), sealed.length);
  const parts: Uint8Array[] = [];
  for (let from = HEADER_BYTES; from < sealed.length; from += SEALED_PIECE_BYTES)
    parts.push(opener.open(sealed.subarray(from, from + SEALED_PIECE_BYTES)));
  return Buffer.concat(parts);
}

/** Where each sealed piece begins in a file, and its length. */
export function pieceAt(piece: number, size: number): { readonly from: number; readonly length: number } {
  const from = HEADER_BYTES + piece * SEALED_PIECE_BYTES;
  return { from, length: Math.min(SEALED_PIECE_BYTES, size - from) };
}

/** An empty file has one empty piece, so that its proof is there. */
const pieceCount = (bytes: number, each: number): number => Math.max(1, Math.ceil(bytes / each));

const fileKey = (key: LibraryKey, salt: Uint8Array, identity: string): Buffer =>
  Buffer.from(hkdfSync('sha256', derivedKey(key, 'files'), salt, `macule file ${identity}`, KEY_BYTES));

function nonce(piece: number, last: boolean): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt32BE(piece, 7);
  bytes[11] = last ? 1 : 0;
  return bytes;
}

const notOurs = (identity: string): MaculeError =>
  new MaculeError({
    kind: 'unreadable-file',
    message: 'A stored file is not sealed by this library’s key.',
    file: identity,
    advice: 'It may come from another library. Restore the newest backup.',
    retryable: false,
  });

const changed = (identity: string, cause?: unknown): MaculeError =>
  new MaculeError(
    {
      kind: 'unreadable-file',
      message: 'A stored file was changed outside Macule, or the drive has damaged it.',
      file: identity,
      advice: 'Restore the newest backup.',
      retryable: false,
    },
    { cause },
  );
