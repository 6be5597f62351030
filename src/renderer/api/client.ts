import { toFailure } from '../../shared/errors';
import type {
  EventName,
  EventPayload,
  RequestInput,
  RequestName,
  RequestOutput,
} from '../../shared/ipc/contract';
import type { ImportReport } from '../../shared/ipc/photos';
import { failed, type Result } from '../../shared/ipc/result';

/** Asks main. Whatever goes wrong on the way, broken channel included, comes back as a failure. */
export async function request<N extends RequestName>(
  name: N,
  input: RequestInput<N>,
): Promise<Result<RequestOutput<N>>> {
  try {
    return await window.macule.request(name, input);
  } catch (thrown) {
    return failed(toFailure(thrown));
  }
}

/** Hands dropped files to the preload, which finds their paths. */
export async function importDropped(files: readonly File[]): Promise<Result<ImportReport>> {
  try {
    return await window.macule.importDropped(files);
  } catch (thrown) {
    return failed(toFailure(thrown));
  }
}

/** Subscribes to an event of main and returns the function that ends the subscription. */
export const onEvent = <N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void) =>
  window.macule.on(name, listener);
