import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { BootstrapFailure } from '../bootstrap/failure.mjs';
import { cacheFolder } from '../bootstrap/folders.mjs';

/**
 * @typedef {object} Options
 * @property {string | undefined} tensorflow absolute path of a wheel, or of a folder that TensorFlow is installed in
 * @property {string | undefined} release which TensorFlow to download, such as `2.16.2`; default: the newest
 * @property {string} into absolute path of the folder that receives the binding
 */

/** Where the binding is built unless told otherwise. */
export const defaultFolder = () => join(cacheFolder(), 'tensorflow-node');

export const USAGE = `npm run tensorflow-node [-- options]

Compiles TensorFlow's Node binding against the C library in TensorFlow's Python package.

  --tensorflow <path>  a wheel (.whl), or a folder with TensorFlow inside: site-packages or a virtual environment;
                       without it, Python's pip downloads the package tensorflow-cpu
  --release <version>  which tensorflow-cpu to download, such as 2.16.2 (default: the newest)
  --into <folder>      where the binding goes (default: ${defaultFolder()})
`;

/**
 * @param {readonly string[]} args
 * @param {string} cwd what relative paths start from
 * @returns {Options | undefined} undefined where help is wanted
 */
export function readOptions(args, cwd) {
  const { values } = parsed(args);
  if (values.help) return undefined;
  return {
    tensorflow: values.tensorflow === undefined ? undefined : resolve(cwd, values.tensorflow),
    release: values.release,
    into: values.into === undefined ? defaultFolder() : resolve(cwd, values.into),
  };
}

/** @param {readonly string[]} args */
function parsed(args) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        tensorflow: { type: 'string' },
        release: { type: 'string' },
        into: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (thrown) {
    if (thrown instanceof TypeError) throw new BootstrapFailure(thrown.message, USAGE);
    throw thrown;
  }
}
