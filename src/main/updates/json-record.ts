import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { unwritable } from '../backbones/unwritable';
import { replaceFile } from '../vault/replace-file';

/** What a small JSON file holds; null where there is none, or none that can be read as what it should be. */
export function readJsonRecord<T>(file: string, schema: z.ZodType<T>): T | null {
  try {
    const found = schema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return found.success ? found.data : null;
  } catch (thrown) {
    if (thrown instanceof SyntaxError || (thrown as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw thrown;
  }
}

/**
 * Replaces a small JSON file, whole or not at all; it is on the disk when this returns.
 * @throws MaculeError `no-space`, `unreadable-file`.
 */
export function writeJsonRecord(file: string, record: unknown): void {
  try {
    replaceFile(file, `${JSON.stringify(record, null, 2)}\n`);
  } catch (thrown) {
    throw unwritable(file, thrown as NodeJS.ErrnoException);
  }
}
