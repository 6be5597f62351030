import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';

/**
 * What decides how ONNX Runtime optimises for a processor: its name and, where the system tells, its
 * instruction sets, which virtual machines of one name may differ in.
 */
export function processorIdentity(): string {
  return [process.platform, process.arch, cpus()[0]?.model ?? '', instructionSets()].join('|');
}

function instructionSets(): string {
  if (process.platform !== 'linux') return '';
  try {
    return /^(?:flags|Features)\s*:.*$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[0] ?? '';
  } catch {
    // A container may hide it; the name is then all there is.
    return '';
  }
}
