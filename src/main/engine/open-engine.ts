import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { ENGINE_IDS, type EngineId, type EngineLadder } from '../../shared/engine/status';
import { MaculeError } from '../../shared/errors';
import { TiledDetector } from './detector/tiled-detector';
import type { Detector, Engine, EngineOptions } from './engine';
import { readModelFolder } from './io/model-folder';
import { onnxruntimeAccelerators, onnxruntimeCpu } from './ladder/onnxruntime-rungs';
import type { RungProbe } from './ladder/rung';
import { tensorflowGpu } from './ladder/tensorflow-gpu';
import { tensorflowWasm } from './ladder/tensorflow-wasm';

/** Folder name of the detector that comes with the app. */
export const SHIPPED_MODEL = 'starter';

type AvailableRung = Extract<RungProbe, { available: true }>;

/**
 * Probes the ladder and chooses the first rung that works, or the preferred one.
 * @throws MaculeError `engine-failed` where the preferred rung is not available.
 */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const probes = [
    await tensorflowGpu(),
    ...onnxruntimeAccelerators(),
    onnxruntimeCpu(options.threads),
    tensorflowWasm(),
  ].sort((a, b) => ENGINE_IDS.indexOf(a.id) - ENGINE_IDS.indexOf(b.id));
  const infer = choose(probes, options.prefer, () => true);
  const train = choose(probes, undefined, (rung) => rung.trains);
  return {
    ladder: describeLadder(probes, infer.id, train.id),
    loadDetector: (model) => loadDetector(options, infer, model),
  };
}

function choose(
  probes: readonly RungProbe[],
  preferred: EngineId | undefined,
  suits: (rung: AvailableRung) => boolean,
): AvailableRung {
  const available = probes.filter((probe): probe is AvailableRung => probe.available);
  const chosen = available.find((rung) => suits(rung) && (preferred === undefined || rung.id === preferred));
  if (chosen) return chosen;
  const why = probes.find(({ id }) => id === preferred)?.reason ?? 'No engine works here.';
  throw new MaculeError({
    kind: 'engine-failed',
    message: `The engine ${preferred ?? ''} cannot be used: ${why}`,
    advice: 'Leave the choice of engine to Macule.',
    retryable: false,
  });
}

const describeLadder = (probes: readonly RungProbe[], infer: EngineId, train: EngineId): EngineLadder => ({
  engines: probes.map((probe) => ({
    id: probe.id,
    available: probe.available,
    device: probe.available ? probe.device : null,
    reason: probe.reason,
  })),
  chosen: { infer, train },
});

async function loadDetector(
  options: EngineOptions,
  rung: AvailableRung,
  model = SHIPPED_MODEL,
): Promise<Detector> {
  const known = join(options.modelsFolder, model);
  const folder = !isAbsolute(model) && existsSync(known) ? known : model;
  const loaded = await readModelFolder(folder);
  return new TiledDetector({
    description: loaded.description,
    engine: { id: rung.id, device: rung.device },
    openRunner: rung.openModel(loaded),
  });
}
