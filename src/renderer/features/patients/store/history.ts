import type { RequestInput } from '../../../../shared/ipc/contract';
import { request } from '../../../api/client';
import { showFailure, showToast } from '../../../ui/toast-store';

/** Takes back the last change of the record, wherever it was made, and says which it was. */
export const undoLast = (): Promise<void> => step('history:undo', {}, 'Undone', 'Nothing to undo');

/** Takes back one action, by its number; refused where it is not the last. */
export const undoAction = (action: number): Promise<void> =>
  step('history:undo', { action }, 'Undone', 'Nothing to undo');

/** Does again what was taken back last. */
export const redoLast = (): Promise<void> => step('history:redo', {}, 'Done again', 'Nothing to do again');

async function step(
  name: 'history:undo' | 'history:redo',
  input: RequestInput<'history:undo'>,
  done: string,
  nothing: string,
): Promise<void> {
  const result = await request(name, input);
  if (!result.ok) showFailure('That did not work', result.failure);
  else if (result.value) showToast({ title: `${done}: ${result.value.title}` });
  else showToast({ title: nothing });
}
