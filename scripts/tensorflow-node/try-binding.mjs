import { join } from 'node:path';
import { BootstrapFailure } from '../bootstrap/failure.mjs';
import { lastLines, run } from '../bootstrap/run.mjs';
import { PACKAGE } from './install-package.mjs';

/** @typedef {{readonly version: string, readonly gpu: boolean}} BindingAnswer */

/** One convolution with its gradients, and which TensorFlow did it where. */
const TRIAL = `
  const util = require('node:util');
  util.isNullOrUndefined ??= (value) => value === null || value === undefined;
  util.isArray ??= Array.isArray;
  const tf = require('${PACKAGE}');
  const x = tf.ones([1, 4, 4, 1]);
  const { value, grads } = tf.valueAndGrads((x, w) => tf.sum(tf.conv2d(x, w, 1, 'valid')))([x, tf.ones([3, 3, 1, 1])]);
  if (value.dataSync()[0] !== 36 || grads[1].dataSync()[0] !== 4) throw new Error('wrong results');
  const { binding, isUsingGpuDevice } = tf.backend();
  console.log(JSON.stringify({ version: binding.TF_Version, gpu: isUsingGpuDevice }));
`;

/**
 * Loads a built binding in a process of its own and computes with it.
 * @param {string} folder
 * @returns {Promise<BindingAnswer>}
 */
export async function tryBinding(folder) {
  const { ok, stdout, output } = await run(process.execPath, ['-e', TRIAL], {
    cwd: join(folder),
    env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2' },
  });
  if (!ok) throw new BootstrapFailure('the compiled binding does not work:', lastLines(output));
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}
