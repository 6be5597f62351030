import { ENGINE_IDS, type EngineId } from '../../../shared/engine/status';
import { MaculeError } from '../../../shared/errors';
import { TENSORFLOW_VARIABLE } from './find-tensorflow';
import { onnxruntimeAccelerators, onnxruntimeCpu } from './onnxruntime-rungs';
import type { AvailableRung, RungProbe } from './rung';
import { tensorflowNode } from './tensorflow-node';
import { tensorflowWasm } from './tensorflow-wasm';

/** What each rung found out about this machine, fastest first. */
export async function probeLadder(threads: number): Promise<readonly RungProbe[]> {
  const probes = [
    ...(await tensorflowNode(process.env[TENSORFLOW_VARIABLE], threads)),
    ...onnxruntimeAccelerators(),
    onnxruntimeCpu(threads),
    tensorflowWasm(),
  ];
  return probes.sort((a, b) => ENGINE_IDS.indexOf(a.id) - ENGINE_IDS.indexOf(b.id));
}

/**
 * The first rung that works and suits, or the preferred one.
 * @throws MaculeError `engine-failed` where the preferred rung is not available or does not suit.
 */
export function chooseRung<T extends AvailableRung>(
  probes: readonly RungProbe[],
  preferred: EngineId | undefined,
  suits: (rung: AvailableRung) => rung is T,
): T {
  const chosen = probes
    .filter((probe): probe is AvailableRung => probe.available)
    .filter(suits)
    .find(({ id }) => preferred === undefined || id === preferred);
  if (chosen) return chosen;
  const why = probes.find(({ id }) => id === preferred)?.reason ?? 'No engine works here.';
  throw new MaculeError({
    kind: 'engine-failed',
    message: `The engine ${preferred ?? ''} cannot be used: ${why}`,
    advice: 'Leave the choice of engine to Macule.',
    retryable: false,
  });
}
