import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureCompiler } from '../bootstrap/compiler.mjs';
import { BootstrapFailure } from '../bootstrap/failure.mjs';
import { writeJson } from '../bootstrap/json-file.mjs';
import { say } from '../bootstrap/say.mjs';
import { compileBinding } from './compile-binding.mjs';
import { findTensorflow } from './find-tensorflow.mjs';
import { installPackage } from './install-package.mjs';
import { tryBinding } from './try-binding.mjs';

/** Marks a folder as ours, so that it may be replaced. */
const RECORD = 'build.json';

/**
 * Builds the binding in a folder beside the wanted one, tries it, and only then puts it in place.
 * @param {import('./options.mjs').Options} options
 * @returns {Promise<import('./try-binding.mjs').BindingAnswer>}
 */
export async function buildBinding(options) {
  if (process.platform !== 'linux') {
    throw new BootstrapFailure(
      'compiling TensorFlow’s Node binding is worked out for Linux only: the Python packages of other systems hold TensorFlow’s C library under other names, or not at all.',
    );
  }
  refuseForeignFolder(options.into);
  const work = `${options.into}.partial`;
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  const stop = () => rmSync(work, { recursive: true, force: true });
  process.once('exit', stop);
  try {
    const tensorflow = await findTensorflow(options, work);
    await ensureCompiler();
    say('installing the binding’s sources and JavaScript …');
    const source = await installPackage(work);
    say('compiling the binding (under a minute) …');
    await compileBinding(work, source, tensorflow);
    rmSync(join(work, 'tensorflow/include'), { recursive: true, force: true });
    const answer = await tryBinding(work);
    writeJson(join(work, RECORD), { ...answer, node: process.versions.node, from: options.tensorflow });
    replaceFolder(work, options.into);
    return answer;
  } finally {
    process.off('exit', stop);
    stop();
  }
}

/** @param {string} folder */
function refuseForeignFolder(folder) {
  if (!existsSync(folder) || existsSync(join(folder, RECORD)) || readdirSync(folder).length === 0) return;
  throw new BootstrapFailure(
    `the folder ${folder} holds something else.`,
    'Name an empty folder, or one that does not exist yet, with --into.',
  );
}

/**
 * @param {string} from
 * @param {string} to
 */
function replaceFolder(from, to) {
  const old = `${to}.old`;
  rmSync(old, { recursive: true, force: true });
  if (existsSync(to)) renameSync(to, old);
  renameSync(from, to);
  rmSync(old, { recursive: true, force: true });
}
