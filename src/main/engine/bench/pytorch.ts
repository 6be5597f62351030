import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { BenchProgram } from './bench-process';

const PATIENCE_MS = 60_000;

/**
 * PyTorch's side of the benchmark, where a Python with it is at hand.
 * @param python interpreters to try, best first.
 * @param script path of `scripts/bench/pytorch_reference.py`.
 */
export async function findPytorch(
  python: readonly string[],
  script: string,
): Promise<BenchProgram | undefined> {
  for (const command of python) {
    try {
      await promisify(execFile)(command, ['-c', 'import torch'], { timeout: PATIENCE_MS, windowsHide: true });
      return { command, args: [script] };
    } catch {
      // No such interpreter, or one without PyTorch: the comparison is optional.
    }
  }
  return undefined;
}
