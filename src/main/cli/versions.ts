import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const manifestSchema = z.object({ version: z.string() });

/** Versions of Macule, of what it runs on, and of the packages that do its work, where installed. */
export type Versions = Readonly<Record<string, string>>;

const PACKAGES = {
  onnxruntime: 'onnxruntime-node',
  tensorflow: '@tensorflow/tfjs-core',
  sharp: 'sharp',
  'heic-decode': 'heic-decode',
  'better-sqlite3': 'better-sqlite3',
} as const;

/** @param appFolder folder with Macule's package.json, its packages beside it. */
export function readVersions(appFolder: string): Versions {
  const packages = join(appFolder, 'node_modules');
  const found = Object.entries(PACKAGES).map(([name, folder]) => [
    name,
    manifestVersion(join(packages, folder)),
  ]);
  return Object.fromEntries(
    [
      ['macule', manifestVersion(appFolder)],
      ['node', process.versions.node],
      ['electron', process.versions.electron ?? installedElectron(packages)],
      ...found,
    ].filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function manifestVersion(folder: string): string | undefined {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) return undefined;
  return manifestSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).version;
}

/** The Electron that its package has downloaded: the package alone runs nothing. */
function installedElectron(packages: string): string | undefined {
  const file = join(packages, 'electron', 'dist', 'version');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : undefined;
}
