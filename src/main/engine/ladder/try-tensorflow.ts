import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';

const PROBE_LIMIT_MS = 30_000;

const answerSchema = z.object({ gpu: z.boolean() });

/** Adds up four ones and says whether a GPU did it. Runs in the child, with the two functions Node dropped. */
const PROBE = `
  const util = require('node:util');
  util.isNullOrUndefined ??= (value) => value === null || value === undefined;
  util.isArray ??= Array.isArray;
  const tf = require(process.argv[1]);
  const sum = tf.sum(tf.ones([4])).dataSync()[0];
  console.log(JSON.stringify({ gpu: sum === 4 && tf.backend().isUsingGpuDevice === true }));
`;

/**
 * Tries TensorFlow's native library in a child process, which it may take down.
 * @param entry absolute path of the package's main file.
 * @returns null where a GPU computed; otherwise one sentence on why not.
 */
export async function tryTensorflow(entry: string): Promise<string | null> {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', PROBE, entry], {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', TF_CPP_MIN_LOG_LEVEL: '3' },
      timeout: PROBE_LIMIT_MS,
      windowsHide: true,
    });
    const answer = answerSchema.safeParse(JSON.parse(stdout.trim().split('\n').at(-1) ?? 'null'));
    if (answer.success && answer.data.gpu) return null;
    return 'TensorFlow found no usable CUDA device: CUDA 11.2 and cuDNN 8.1 have to be installed.';
  } catch {
    return 'TensorFlow could not be started on the NVIDIA card.';
  }
}
