import { purgeRemoved } from '../services/remove-photo';
import type { Macule } from './compose';

/** Ends everything in good order: what is unfinished is noted for the next start, what was removed is deleted. */
export async function closeMacule({ analyses, engine, imports, database, store }: Macule): Promise<void> {
  imports.cancel();
  analyses.close();
  engine.stop();
  await imports.idle();
  await purgeRemoved(database, store);
  database.close();
}
