import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';

const PROBE_LIMIT_MS = 30_000;

const answerSchema = z.object({ sum: z.literal(4), gpu: z.boolean(), version: z.string() });

/** What a TensorFlow that works computes on, and its release. */
export type TensorflowAnswer = Readonly<Pick<z.infer<typeof answerSchema>, 'gpu' | 'version'>>;

/** Adds up four ones and says whether a GPU did it. Runs in the child, with the two functions Node dropped. */
const PROBE = `
  const util = require('node:util');
  util.isNullOrUndefined ??= (value) => value === null || value === undefined;
  util.isArray ??= Array.isArray;
  const tf = require(process.argv[1]);
  const sum = tf.sum(tf.ones([4])).dataSync()[0];
  const { isUsingGpuDevice, binding } = tf.backend();
  console.log(JSON.stringify({ sum, gpu: isUsingGpuDevice === true, version: binding.TF_Version }));
`;

/**
 * Tries TensorFlow's native library in a child process, which it may take down.
 * @param entry absolute path of the package's main file.
 * @returns null where it could not be started or computed nonsense.
 */
export async function tryTensorflow(entry: string): Promise<TensorflowAnswer | null> {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', PROBE, entry], {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', TF_CPP_MIN_LOG_LEVEL: '3' },
      timeout: PROBE_LIMIT_MS,
      windowsHide: true,
    });
    const answer: unknown = JSON.parse(stdout.trim().split('\n').at(-1) ?? 'null');
    const { gpu, version } = answerSchema.parse(answer);
    return { gpu, version };
  } catch {
    return null;
  }
}
