import type { Macule } from './compose';

/** How long a training run may take over its last checkpoint while the app closes, milliseconds. */
const TRAINING_LIMIT_MS = 15_000;

/** Ends everything in good order: what is unfinished is noted for the next start. */
export async function closeMacule(macule: Macule): Promise<void> {
  const { analyses, engine, imports, training, backbones, database } = macule;
  imports.cancel();
  backbones.close();
  analyses.close();
  engine.stop();
  await imports.idle();
  await training.close(TRAINING_LIMIT_MS);
  database.close();
}
