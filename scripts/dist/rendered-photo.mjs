import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { BootstrapFailure } from '../bootstrap/failure.mjs';
import { repository } from '../bootstrap/folders.mjs';
import { lastLines, run } from '../bootstrap/run.mjs';

/**
 * A photo of nobody, with lesions.
 * @param {string} work folder to put it in
 * @returns {Promise<string>} its path
 */
export async function renderedPhoto(work) {
  const folder = join(work, 'faces');
  const cli = join(repository, 'out/main/cli.js');
  const args = ['dataset', 'render', '--out', folder, '--photos', '1', '--side', '900', '--seed', '7'];
  const made = await run(process.execPath, [cli, ...args, '--fractions', '1,0,0']);
  if (!made.ok) throw new BootstrapFailure('rendering a photo failed:', lastLines(made.output));
  const picture = readdirSync(folder, { recursive: true, encoding: 'utf8' }).find((name) =>
    /\.(jpe?g|png)$/.test(name),
  );
  return join(folder, /** @type {string} */ (picture));
}
