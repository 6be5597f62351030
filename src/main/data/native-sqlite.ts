import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** SQLite's prebuilt binaries need this Node-API; an older runtime that loads one dies. */
const NODE_API_OF_PREBUILT = 10;

/**
 * The binary that set-up compiled for a runtime that is too old for the prebuilt one.
 * @returns its path; undefined where the prebuilt one is right.
 */
export function compiledSqlite(): string | undefined {
  if (Number(process.versions['napi']) >= NODE_API_OF_PREBUILT) return undefined;
  const description = createRequire(import.meta.url).resolve('better-sqlite3/package.json');
  const compiled = join(dirname(description), 'build', 'Release', 'better_sqlite3.node');
  return existsSync(compiled) ? compiled : undefined;
}
