import type { z } from 'zod';
import type { RunProbe } from '../../../shared/engine/probe';
import { tensorflowAnswerSchema } from '../probe/probe-tensorflow';

const PROBE_LIMIT_MS = 30_000;

/** What a TensorFlow that works computes on, and its release. */
export type TensorflowAnswer = Readonly<Pick<z.infer<typeof tensorflowAnswerSchema>, 'gpu' | 'version'>>;

/**
 * Tries TensorFlow's native library in a process of its own, which it may take down.
 * @param entry absolute path of the package's main file.
 * @returns null where it could not be started or computed nonsense.
 */
export async function tryTensorflow(entry: string, runProbe: RunProbe): Promise<TensorflowAnswer | null> {
  const outcome = await runProbe({ kind: 'tensorflow', entry }, PROBE_LIMIT_MS);
  if (outcome.ended !== 'answered') return null;
  const answer = tensorflowAnswerSchema.safeParse(outcome.value);
  return answer.success ? { gpu: answer.data.gpu, version: answer.data.version } : null;
}
