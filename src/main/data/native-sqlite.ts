import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { MaculeError } from '../../shared/errors';

/** SQLite's prebuilt binaries need this Node-API; an older runtime that loads one dies. */
const NODE_API_OF_PREBUILT = 10;

/**
 * The binary that set-up compiled for a runtime that is too old for the prebuilt one.
 * @param nodeApi version of Node-API that the runtime has.
 * @param packageFolder where better-sqlite3 is installed.
 * @returns its path; undefined where the prebuilt one is right.
 * @throws MaculeError `database` where none was compiled: the prebuilt one would end the process.
 */
export function compiledSqlite(
  nodeApi = Number(process.versions['napi']),
  packageFolder: () => string = installedPackage,
): string | undefined {
  if (nodeApi >= NODE_API_OF_PREBUILT) return undefined;
  const compiled = join(packageFolder(), 'build', 'Release', 'better_sqlite3.node');
  if (!existsSync(compiled)) throw notCompiled();
  return compiled;
}

const installedPackage = (): string =>
  dirname(createRequire(import.meta.url).resolve('better-sqlite3/package.json'));

const notCompiled = (): MaculeError =>
  new MaculeError({
    kind: 'database',
    message: `SQLite is not compiled for Node ${process.versions.node}, which is older than the one it comes built for.`,
    advice: 'Start it by “npx macule” or “npm start”, which compile it once, or use Node 22.14 or newer.',
    retryable: false,
  });
