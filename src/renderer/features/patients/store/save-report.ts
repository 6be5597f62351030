import type { RequestInput } from '../../../../shared/ipc/contract';
import { request } from '../../../api/client';
import { showFailure, showToast } from '../../../ui/toast-store';

/** Writes a report where the system's dialog says, and tells that it is there. */
export async function saveReport<
  N extends 'report:save-visit' | 'report:save-course' | 'report:save-lesions' | 'report:save-record',
>(name: N, input: RequestInput<N>): Promise<void> {
  const result = await request(name, input);
  if (!result.ok) showFailure('The report was not written', result.failure);
  else if (result.value) showToast({ title: `${result.value.fileName} is written` });
}
