import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { readLibraryFile, sealedLibraryFile } from '../../vault/library-files';
import { writeAtomically } from '../../vault/write-atomically';

/** Folder of the optimised models inside the engine's cache folder. */
export const OPTIMISED_FOLDER = 'optimised';
const EXTENSION = '.optimised';
const PART = '.part';
const HASH_BYTES = 32;
/** What a killed process left half-written is removed after this, milliseconds. */
const LEFTOVER_AGE = 24 * 3_600_000;
/** Room for some twenty training steps; the least recently used make room for new ones. */
export const OPTIMISED_BYTES = 256 * 1024 * 1024;

/**
 * Models on disk as ONNX Runtime has optimised them for this processor. Each file starts with the hash of the
 * rest: a damaged one is noticed, removed and made again. The folder holds no pictures and may be deleted at
 * any time; the weights of a clinic's own models may be in it.
 */
export class OptimisedModels {
  constructor(
    private readonly folder: string,
    private readonly limitBytes: number = OPTIMISED_BYTES,
    private readonly now: () => Date = () => new Date(),
  ) {}

  /** The model kept under a key, or null. */
  async read(key: string): Promise<Uint8Array | null> {
    const file = this.file(key);
    const content = await readLibraryFile(file).catch(() => null);
    if (!content) return null;
    const model = content.subarray(HASH_BYTES);
    if (!hash(model).equals(content.subarray(0, HASH_BYTES))) {
      await this.remove(key);
      return null;
    }
    const now = this.now();
    await utimes(file, now, now).catch(() => undefined);
    return model;
  }

  /** Where ONNX Runtime may write a model for {@link adopt}; null where the folder cannot be written to. */
  async reserve(key: string): Promise<string | null> {
    try {
      await mkdir(this.folder, { recursive: true });
      return join(this.folder, `${key}.${process.pid}${PART}`);
    } catch {
      return null;
    }
  }

  /**
   * Takes over a model written to a reserved file, then removes the least recently used ones beyond the limit.
   * A full or read-only disk, or no file, costs the copy, not the session: nothing is thrown.
   */
  async adopt(key: string, reserved: string): Promise<void> {
    try {
      const model = await readFile(reserved);
      if (model.byteLength + HASH_BYTES <= this.limitBytes) {
        const file = this.file(key);
        await writeAtomically(file, sealedLibraryFile(file, Buffer.concat([hash(model), model])));
        const now = this.now();
        await utimes(this.file(key), now, now);
      }
      await this.makeRoom();
    } catch {
      await this.remove(key);
    } finally {
      await rm(reserved, { force: true });
    }
  }

  async remove(key: string): Promise<void> {
    await rm(this.file(key), { force: true }).catch(() => undefined);
  }

  private file(key: string): string {
    return join(this.folder, `${key}${EXTENSION}`);
  }

  private async makeRoom(): Promise<void> {
    const files = await Promise.all((await readdir(this.folder)).map((name) => this.describe(name)));
    const known = files.filter((file) => file !== null).sort((a, b) => b.usedAt - a.usedAt);
    let bytes = 0;
    for (const { name, size, usedAt } of known) {
      if (name.endsWith(EXTENSION)) bytes += size;
      const stale = name.endsWith(PART) && this.now().getTime() - usedAt > LEFTOVER_AGE;
      if (stale || (name.endsWith(EXTENSION) && bytes > this.limitBytes)) {
        await rm(join(this.folder, name), { force: true });
      }
    }
  }

  private async describe(name: string) {
    const found = await stat(join(this.folder, name)).catch(() => null);
    return found && { name, size: found.size, usedAt: found.mtimeMs };
  }
}

const hash = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();
