import type { EngineId, EngineLadder } from '../../shared/engine/status';
import { TiledDetector } from './detector/tiled-detector';
import type { Detector, Engine, EngineOptions } from './engine';
import { findModelFolder } from './io/find-model-folder';
import { readModelFolder } from './io/model-folder';
import { chooseRung, probeLadder } from './ladder/choose-rung';
import { trainsHere, type AvailableRung, type RungProbe } from './ladder/rung';

/** Folder name of the detector that comes with the app. */
export const SHIPPED_MODEL = 'starter';

/**
 * Probes the ladder and chooses the first rung that works, or the preferred one.
 * @throws MaculeError `engine-failed` where the preferred rung is not available.
 */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const probes = await probeLadder(options.threads);
  const infer = chooseRung(probes, options.prefer, (rung): rung is AvailableRung => rung.available);
  const train = chooseRung(probes, undefined, trainsHere);
  return {
    ladder: describeLadder(probes, infer.id, train.id),
    loadDetector: (model) => loadDetector(options, infer, model),
  };
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
  const loaded = await readModelFolder(findModelFolder(options.modelsFolder, model));
  return new TiledDetector({
    description: loaded.description,
    engine: { id: rung.id, device: rung.device },
    openRunner: rung.openModel(loaded),
  });
}
