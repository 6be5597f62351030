import { createHash } from 'node:crypto';
import { keysOfProcess, libraryFileIdentity } from './library-files';
import { isSealed, PROOF_BYTES, seal, unseal, type FileKeys } from './sealed-file';

/**
 * Where a sealed log stands. Each of its lines is a sealed file for itself, in base64, so that a log grows and is cut
 * back. A line is bound to the proof (the authentication tag) of the line before it, so that one that was left out,
 * moved or repeated is found; only an end that is missing is not. Lines that an earlier version sealed have no such
 * bond, and those of a process without keys lie open: both are taken at the beginning of a log alone.
 */
export interface LogEnd {
  /** Of the last line, hexadecimal: its tag, or a SHA-256 over all lines so far where they lie open. */
  readonly proof: string;
  /** What the last line is. */
  readonly last: 'none' | 'open' | 'unbound' | 'bound';
}

/** Where a log begins. */
export const LOG_START: LogEnd = { proof: '', last: 'none' };

/** A line and where its log stands after it. */
export interface LogLine {
  /** Without its end: as it was written, or as it lies on the disk. */
  readonly line: string;
  readonly end: LogEnd;
}

/**
 * A line as it is to lie on the disk.
 * @param line without its end.
 * @param end of the log, to which the line is to be added.
 * @param keys by default those of this process; without any, or for a file of no library, the line stays as it is.
 */
export function sealedLine(file: string, line: string, end: LogEnd, keys = keysOfProcess()): LogLine {
  const identity = libraryFileIdentity(file);
  if (keys === undefined || identity === null) return openLine(line, end);
  const bytes = seal(keys.current, boundIdentity(identity, end), Buffer.from(line));
  return { line: Buffer.from(bytes).toString('base64'), end: { proof: proofOf(bytes), last: 'bound' } };
}

/**
 * What a line says.
 * @param end of what was read before it.
 * @param keys by default those of this process.
 * @returns null for one that was changed, moved or cut short, or does not follow what is before it.
 */
export function openedLine(
  file: string,
  stored: string,
  end: LogEnd,
  keys = keysOfProcess(),
): LogLine | null {
  if (stored.startsWith('{'))
    return end.last === 'none' || end.last === 'open' ? openLine(stored, end) : null;
  const bytes = Buffer.from(stored, 'base64');
  if (keys === undefined || !isSealed(bytes)) return null;
  const identity = libraryFileIdentity(file) ?? file;
  const opened = (as: string, last: LogEnd['last']): LogLine | null => {
    const line = orNull(() => unseal(keys, as, bytes));
    return line && { line: Buffer.from(line).toString('utf8'), end: { proof: proofOf(bytes), last } };
  };
  const bound = opened(boundIdentity(identity, end), 'bound');
  return bound ?? (end.last === 'bound' ? null : opened(unboundIdentity(identity), 'unbound'));
}

/** All of a log that can be read. */
export interface ReadLog {
  readonly lines: readonly string[];
  readonly end: LogEnd;
  /** Of the file, that hold these lines with their ends. */
  readonly bytes: number;
  /**
   * Number, from 1, of the first line that does not follow from those before it; neither it nor what comes later is
   * among the lines. Null for a log that is whole, and for one whose last line was cut short, as a kill leaves it.
   */
  readonly brokenAt: number | null;
}

/**
 * Reads a log from its beginning.
 * @param most called with each line; the first for which it says no ends the reading, as if the log ended there.
 */
export function readLog(
  file: string,
  text: string,
  keys?: FileKeys,
  isWanted: (line: string) => boolean = () => true,
): ReadLog {
  const stored = text.split('\n');
  const lines: string[] = [];
  let [end, bytes] = [LOG_START, 0];
  // What follows the last line's end is nothing, or a line that was cut short.
  for (const [index, one] of stored.slice(0, -1).entries()) {
    const opened = openedLine(file, one, end, keys);
    if (opened === null) return { lines, end, bytes, brokenAt: index + 1 };
    if (!isWanted(opened.line)) break;
    lines.push(opened.line);
    bytes += Buffer.byteLength(one) + 1;
    ({ end } = opened);
  }
  return { lines, end, bytes, brokenAt: null };
}

/** @returns null where a file does not open. */
function orNull(open: () => Uint8Array): Uint8Array | null {
  try {
    return open();
  } catch {
    return null;
  }
}

const openLine = (line: string, { proof }: LogEnd): LogLine => ({
  line,
  end: { proof: createHash('sha256').update(`${proof}\n${line}`).digest('hex'), last: 'open' },
});

/** A log line is far shorter than a piece: the proof of its only piece are its last bytes. */
const proofOf = (sealed: Uint8Array): string =>
  Buffer.from(sealed.subarray(sealed.length - PROOF_BYTES)).toString('hex');

const unboundIdentity = (identity: string): string => `${identity} line`;
const boundIdentity = (identity: string, { proof }: LogEnd): string => `${identity} line after ${proof}`;
