import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const manifestSchema = z.object({ version: z.string() });

/** The packages whose versions decide what a training run computes. */
const PACKAGES = { onnxruntime: 'onnxruntime-node', tensorflow: '@tensorflow/tfjs-core' } as const;

/**
 * Versions of Macule, of what it runs on, and of the packages that compute, as far as they can be told.
 * @param appFolder folder of the app's package.json, its packages beside it.
 */
export function packageVersions(appFolder: string, macule: string): Readonly<Record<string, string>> {
  const { node, electron } = process.versions;
  const found: Record<string, string> = { macule, node, ...(electron ? { electron } : {}) };
  for (const [name, folder] of Object.entries(PACKAGES)) {
    const file = join(appFolder, 'node_modules', folder, 'package.json');
    if (existsSync(file)) found[name] = manifestSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).version;
  }
  return found;
}
