import type { ConstantValues } from '../graph/graph';

type Entry = string | ConstantValues;

/**
 * What model code did while it was recorded, in order: the kernels it called and the constants it made. A
 * second recording of the same code is held against it, call by call.
 */
export class Journal {
  private readonly entries: Entry[] = [];
  private next: number | null = null;

  /** From here on, entries are compared with those made so far. */
  rewind(): void {
    this.next = 0;
  }

  /** Adds an entry, or compares it with the one of the first recording. Says whether it agrees. */
  agrees(entry: Entry): boolean {
    if (this.next === null) {
      this.entries.push(entry);
      return true;
    }
    const before = this.entries[this.next];
    this.next += 1;
    return before !== undefined && sameEntry(before, entry);
  }

  /** Whether the second recording did everything that the first did. */
  get complete(): boolean {
    return this.next === this.entries.length;
  }
}

function sameEntry(a: Entry, b: Entry): boolean {
  if (typeof a === 'string' || typeof b === 'string') return a === b;
  if (a.length !== b.length) return false;
  // NaN equals itself here: a constant that is no number is no sign of chance.
  for (let index = 0; index < a.length; index += 1) if (!Object.is(a[index], b[index])) return false;
  return true;
}
