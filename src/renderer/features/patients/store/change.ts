import type { Failure } from '../../../../shared/errors';
import type { RequestInput, RequestName } from '../../../../shared/ipc/contract';
import { request } from '../../../api/client';
import { showFailure, showToast } from '../../../ui/toast-store';
import { undoLast } from './history';

/** Asks main for a change. @returns what went wrong, or null. */
export async function change<N extends RequestName>(
  name: N,
  input: RequestInput<N>,
): Promise<Failure | null> {
  const result = await request(name, input);
  return result.ok ? null : result.failure;
}

/** Makes a change that needs no form, says so, and offers to undo it. */
export async function changeAndTell<N extends RequestName>(
  name: N,
  input: RequestInput<N>,
  done: string,
): Promise<void> {
  const failure = await change(name, input);
  if (failure) showFailure('That did not work', failure);
  else showToast({ title: done, action: { label: 'Undo', run: () => void undoLast() } });
}
