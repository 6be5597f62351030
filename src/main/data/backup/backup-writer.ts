import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import type { OpenDatabase } from '../database';
import { PART_BYTES } from './backup-file';

/** What is known of a file in a backup. */
interface Known {
  readonly sha256: string;
  readonly key_name: string;
}

/**
 * Writes the files of a backup that is being brought up to date. Whatever the manifest of before lists stays as it is
 * until the next manifest is there: a newer content of such a file waits among the replacements.
 */
export class BackupWriter {
  /** Files that were written. */
  added = 0;

  /**
   * @param sequence of the manifest that is being made.
   * @param key name of the key by which the library's files are sealed.
   */
  constructor(
    private readonly backup: OpenDatabase,
    private readonly sequence: number,
    private readonly key: string,
  ) {}

  /** A stored picture never changes but by another key. @returns false where it has gone meanwhile. */
  addIfNew(path: string, file: string): boolean {
    if (this.newest(path)?.key_name === this.key) return true;
    try {
      this.add(path, file);
      return true;
    } catch (thrown) {
      if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return false;
      throw thrown;
    }
  }

  /** Of files that may be written anew: their content says whether they were. */
  addIfChanged(path: string, file: string): void {
    const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex');
    const newest = this.newest(path);
    if (newest?.sha256 !== sha256 || newest.key_name !== this.key) this.add(path, file);
  }

  /** Writes a file in place of what the backup has of it: only together with the manifest that lists it. */
  put(path: string, file: string): void {
    const { backup, key } = this;
    this.dropParts(path);
    backup.run(
      `INSERT INTO files (path, bytes, sha256, key_name, since) VALUES (:path, :bytes, :sha256, :key, :since)
       ON CONFLICT (path) DO UPDATE
       SET bytes = :bytes, sha256 = :sha256, key_name = :key, since = :since, stored_as = NULL`,
      { path, key, since: this.sequence, ...this.writeParts(path, file) },
    );
  }

  /** Replacements become what the backup has: together with the manifest that lists them. */
  takeReplacements(): void {
    const { backup, sequence } = this;
    for (const { path } of backup.all('SELECT path FROM replacements') as readonly { path: string }[])
      this.dropParts(path);
    backup.run(
      `UPDATE files SET (bytes, sha256, key_name, stored_as, since) =
         (SELECT bytes, sha256, key_name, stored_as, :sequence FROM replacements WHERE path = files.path)
       WHERE path IN (SELECT path FROM replacements)`,
      { sequence },
    );
    backup.run('DELETE FROM replacements');
  }

  /** What left the library for good leaves the backup, too. @returns how many. */
  removeAllBut(present: ReadonlySet<string>): number {
    const gone = (this.backup.all('SELECT path FROM files') as readonly { path: string }[]).filter(
      ({ path }) => !present.has(path),
    );
    for (const { path } of gone) {
      this.dropParts(path);
      this.backup.run('DELETE FROM files WHERE path = :path', { path });
    }
    return gone.length;
  }

  private newest(path: string): Known | undefined {
    return (this.backup.one('SELECT sha256, key_name FROM replacements WHERE path = :path', { path }) ??
      this.backup.one('SELECT sha256, key_name FROM files WHERE path = :path', { path })) as
      Known | undefined;
  }

  private add(path: string, file: string): void {
    const isListed = this.backup.one('SELECT path FROM files WHERE path = :path', { path }) !== undefined;
    this.backup.transaction(() => (isListed ? this.replaceLater(path, file) : this.put(path, file)));
    this.added += 1;
  }

  private replaceLater(path: string, file: string): void {
    const { backup, key } = this;
    const storedAs = `${path} of ${this.sequence}`;
    // Of a backup that was interrupted.
    backup.run('DELETE FROM parts WHERE path = :storedAs', { storedAs });
    backup.run(
      `INSERT OR REPLACE INTO replacements (path, bytes, sha256, key_name, stored_as)
       VALUES (:path, :bytes, :sha256, :key, :storedAs)`,
      { path, key, storedAs, ...this.writeParts(storedAs, file) },
    );
  }

  private dropParts(path: string): void {
    this.backup.run(
      `DELETE FROM parts WHERE path IN (SELECT coalesce(stored_as, path) FROM files WHERE path = :path)`,
      { path },
    );
  }

  private writeParts(storedAs: string, file: string): { readonly bytes: number; readonly sha256: string } {
    const hash = createHash('sha256');
    const handle = openSync(file, 'r');
    let bytes = 0;
    try {
      const { size } = fstatSync(handle);
      for (let part = 0; ; part += 1) {
        // Most files are far smaller than a part.
        const content = new Uint8Array(Math.min(PART_BYTES, Math.max(1, size - bytes)));
        const read = readSync(handle, content, 0, content.length, null);
        if (read === 0 && part > 0) break;
        const piece = content.subarray(0, read);
        hash.update(piece);
        bytes += read;
        this.backup.run('INSERT INTO parts (path, part, content) VALUES (:storedAs, :part, :content)', {
          ...{ storedAs, part, content: piece },
        });
      }
    } finally {
      closeSync(handle);
    }
    return { bytes, sha256: hash.digest('hex') };
  }
}
