import type { Failure } from '../../../../shared/errors';
import type { RequestInput, RequestName } from '../../../../shared/ipc/contract';
import { request } from '../../../api/client';
import { showFailure, showToast } from '../../../ui/toast-store';
import { undoAction } from './history';

/** Asks main for a change. @returns what went wrong, or null. */
export async function change<N extends RequestName>(
  name: N,
  input: RequestInput<N>,
): Promise<Failure | null> {
  const result = await request(name, input);
  return result.ok ? null : result.failure;
}

/** Makes a change that needs no form, says so, and offers to undo it: this one, whatever is done meanwhile. */
export async function changeAndTell<N extends RequestName>(
  name: N,
  input: RequestInput<N>,
  done: string,
): Promise<void> {
  // Sent together, so that nothing comes between the change and the question which action it was.
  const [before, result, after] = await Promise.all([
    request('history:newest', {}),
    request(name, input),
    request('history:newest', {}),
  ]);
  if (!result.ok) {
    showFailure('That did not work', result.failure);
    return;
  }
  const action = before.ok && after.ok && after.value !== before.value ? after.value : null;
  showToast({
    title: done,
    ...(action === null ? {} : { action: { label: 'Undo', run: () => void undoAction(action) } }),
  });
}
