import type { BackboneShelf } from '../services/backbone-shelf';
import type { Handle } from './handle';

export interface BackboneHandlers {
  readonly handle: Handle;
  readonly shelf: BackboneShelf;
  /** Asks for a Keras file; null where the dialog was closed. */
  readonly chooseWeights: () => Promise<string | null>;
}

/** Answers the requests about pre-trained networks. */
export function handleBackbones({ handle, shelf, chooseWeights }: BackboneHandlers): void {
  handle('backbones:list', () => shelf.list());
  handle('backbones:fetch', async ({ id }) => {
    await shelf.fetch(id);
    return null;
  });
  handle('backbones:cancel-fetch', ({ id }) => {
    shelf.cancel(id);
    return null;
  });
  handle('backbones:add-from-dialog', async ({ id }) => {
    const file = await chooseWeights();
    if (file === null) return false;
    await shelf.add(id, file);
    return true;
  });
}
