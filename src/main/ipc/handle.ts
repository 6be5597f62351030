import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import { requests, type RequestName, type RequestOutput } from '../../shared/ipc/contract';
import { toFailure } from '../../shared/errors';
import { failed, type Result } from '../../shared/ipc/result';
import { answer, type RequestHandler } from './answer';

/** Says whether a message came from the app's own page, in its own top frame. */
export type IsOwnPage = (event: IpcMainInvokeEvent) => boolean;

/** Registers the handler of one request. Only this file listens to requests of a window. */
export type Handle = <N extends RequestName>(name: N, handler: RequestHandler<N>) => void;

/** Says who may ask what, and keeps the trail: see `services/access`. */
export interface Gate {
  /** @throws MaculeError `locked`, `not-allowed`. */
  admit(name: RequestName, input: unknown): void;
  answered(name: RequestName, input: unknown, well: boolean, answer?: unknown): void;
}

export const handleFrom =
  (isOwnPage: IsOwnPage, log: (line: string) => void, gate: Gate | null = null): Handle =>
  (name, handler) => {
    ipcMain.handle(name, (event, input: unknown): Promise<Result<RequestOutput<typeof name>>> => {
      if (!isOwnPage(event)) {
        log(`refused ${name} from a foreign page`);
        throw new Error('Requests are answered to the app’s own page only.');
      }
      if (gate === null) return answer(name, requests[name], handler, input, log);
      return answerAt(gate, name, input, () => answer(name, requests[name], handler, input, log));
    });
  };

async function answerAt<T>(
  gate: Gate,
  name: RequestName,
  input: unknown,
  answered: () => Promise<Result<T>>,
): Promise<Result<T>> {
  try {
    gate.admit(name, input);
  } catch (thrown) {
    return failed(toFailure(thrown));
  }
  const result = await answered();
  gate.answered(name, input, result.ok, result.ok ? result.value : null);
  return result;
}
