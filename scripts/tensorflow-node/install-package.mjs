import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm, npmFailure } from '../bootstrap/npm.mjs';

/** The addon's sources are the same in `@tensorflow/tfjs-node`; this is the package that Macule names. */
export const PACKAGE = '@tensorflow/tfjs-node-gpu';
/** The last release; of the same version as the TensorFlow.js that Macule is built with. */
const VERSION = '4.22.0';

/**
 * Installs the binding's package with what it needs, without its install script, which would download a library.
 * @param {string} work
 * @returns {Promise<string>} the package's folder
 */
export async function installPackage(work) {
  writeFileSync(join(work, 'package.json'), `${JSON.stringify({ private: true })}\n`);
  const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--save-exact'];
  const { ok, output } = await npm([...args, '--prefer-offline', `${PACKAGE}@${VERSION}`], { cwd: work });
  if (!ok) throw npmFailure(`Installing ${PACKAGE}`, output);
  return join(work, 'node_modules', PACKAGE);
}
