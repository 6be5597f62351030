import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { BootstrapFailure } from '../bootstrap/failure.mjs';
import { lastLines, run } from '../bootstrap/run.mjs';
import { say } from '../bootstrap/say.mjs';

/** A Python that most releases were built for. The C library inside does not depend on it. */
const COMMON_PYTHON = '3.11';

/**
 * Downloads the package tensorflow-cpu (about 250 MB) with Python's pip.
 * @param {string | undefined} release
 * @param {string} work
 * @returns {Promise<string>} the wheel
 */
export async function downloadWheel(release, work) {
  const folder = join(work, 'download');
  mkdirSync(folder);
  say('downloading tensorflow-cpu with pip (about 250 MB) …');
  const wanted = release === undefined ? 'tensorflow-cpu' : `tensorflow-cpu==${release}`;
  const pip = ['-m', 'pip', 'download', '--no-deps', '--only-binary=:all:', '--dest', folder, wanted];
  let { output } = await run('python3', pip);
  let wheel = wheelIn(folder);
  if (wheel === undefined) {
    ({ output } = await run('python3', [...pip, '--python-version', COMMON_PYTHON]));
    wheel = wheelIn(folder);
  }
  if (wheel !== undefined) return wheel;
  throw new BootstrapFailure(
    'TensorFlow could not be downloaded. pip said:',
    `${lastLines(output)}\nConnect this computer to Python’s package index, or name an installed TensorFlow or a wheel with --tensorflow.`,
  );
}

/** @param {string} folder */
function wheelIn(folder) {
  const name = existsSync(folder) ? readdirSync(folder).find((file) => file.endsWith('.whl')) : undefined;
  return name === undefined ? undefined : join(folder, name);
}
