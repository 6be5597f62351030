import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { BootstrapFailure } from '../bootstrap/failure.mjs';
import { say } from '../bootstrap/say.mjs';
import { unzip } from '../bootstrap/zip.mjs';
import { downloadWheel } from './download-wheel.mjs';

/** TensorFlow's C interface, in TensorFlow's Python package from 2.12 on. */
export const C_LIBRARY = 'libtensorflow_cc.so.2';
export const FRAMEWORK_LIBRARY = 'libtensorflow_framework.so.2';
const C_HEADER = 'include/tensorflow/c/eager/c_api.h';

/**
 * The folder of TensorFlow's Python package, unpacked or downloaded where it has to be.
 * @param {import('./options.mjs').Options} options
 * @param {string} work folder that may be filled
 * @returns {Promise<string>} absolute, or below `work`
 */
export async function findTensorflow({ tensorflow, release }, work) {
  if (tensorflow === undefined) {
    const wheel = await downloadWheel(release, work);
    const folder = unpack(wheel, work);
    rmSync(dirname(wheel), { recursive: true });
    return folder;
  }
  if (!existsSync(tensorflow)) throw new BootstrapFailure(`there is no ${tensorflow}.`);
  if (statSync(tensorflow).isFile()) return unpack(tensorflow, work);
  return checked(packageFolder(tensorflow), tensorflow);
}

/**
 * Libraries and headers of a wheel; nothing else of it is needed.
 * @param {string} wheel
 * @param {string} work
 */
function unpack(wheel, work) {
  say('unpacking TensorFlow …');
  try {
    unzip(wheel, work, (name) =>
      name.startsWith('tensorflow/include/') || [C_LIBRARY, FRAMEWORK_LIBRARY].includes(name.slice(11))
        ? name.split('/').join(sep)
        : undefined,
    );
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    throw new BootstrapFailure(`${wheel} cannot be unpacked: ${why}.`);
  }
  return checked(join(work, 'tensorflow'), wheel);
}

/**
 * The package in site-packages, in a virtual environment, or the folder itself.
 * @param {string} folder
 */
function packageFolder(folder) {
  const versions = existsSync(join(folder, 'lib')) ? readdirSync(join(folder, 'lib')) : [];
  const places = [
    folder,
    join(folder, 'tensorflow'),
    ...versions.map((python) => join(folder, 'lib', python, 'site-packages/tensorflow')),
  ];
  return places.find((place) => existsSync(join(place, FRAMEWORK_LIBRARY))) ?? folder;
}

/**
 * @param {string} folder
 * @param {string} source what the reader knows it as
 */
function checked(folder, source) {
  const missing = [C_LIBRARY, FRAMEWORK_LIBRARY, C_HEADER].filter((name) => !existsSync(join(folder, name)));
  if (missing.length === 0) return folder;
  throw new BootstrapFailure(
    `${source} lacks ${missing.join(', ')} of TensorFlow.`,
    'Name a TensorFlow for Linux, 2.12 or newer: earlier packages hold no C library of their own.',
  );
}
