import type { EngineId } from '../../shared/engine/status';
import type { Detector, Engine } from '../engine/engine';
import { withFaceFinder, type FindFace } from '../engine/face/open-face-finder';
import { openEngine } from '../engine/open-engine';
import { forkProbe } from '../engine/probe/fork-probe';
import type { CliContext } from './context';
import { modelsFolder, pretrainedFolder } from './shipped-folders';

/** Options that the commands share. */
export interface EngineChoice {
  readonly engine?: EngineId;
  readonly threads?: number;
}

/** More threads than this slow a small detector down. */
const MAX_THREADS = 8;

export const threadsFor = (context: CliContext, { threads }: EngineChoice): number =>
  threads ?? Math.max(1, Math.min(MAX_THREADS, context.cores));

/** Opens the engine with the shipped models. */
export const openEngineFor = (context: CliContext, choice: EngineChoice): Promise<Engine> =>
  openEngine({
    modelsFolder: modelsFolder(context),
    cacheFolder: context.cacheFolder,
    threads: threadsFor(context, choice),
    prefer: choice.engine ?? null,
    // Whoever names an engine on the command line wants that one or none.
    strict: true,
    runProbe: forkProbe(context.probe),
    tryTensorflow: true,
  });

/** Runs `use` with a detector and what finds faces; both are closed afterwards whatever happens. */
export async function withDetector<T>(
  context: CliContext,
  choice: EngineChoice & { readonly model?: string },
  use: (detector: Detector, findFace: FindFace | null) => Promise<T>,
): Promise<T> {
  const engine = await openEngineFor(context, choice);
  const detector = await engine.loadDetector(choice.model);
  try {
    return await withFaceFinder(pretrainedFolder(context), threadsFor(context, choice), (findFace) =>
      use(detector, findFace),
    );
  } finally {
    await detector.close();
  }
}
