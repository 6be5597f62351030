import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import { requests, type RequestName, type RequestOutput } from '../../shared/ipc/contract';
import type { Result } from '../../shared/ipc/result';
import { answer, type RequestHandler } from './answer';

/** Says whether a message came from the app's own page, in its own top frame. */
export type IsOwnPage = (event: IpcMainInvokeEvent) => boolean;

/** Registers the handler of one request. Only this file listens to requests of a window. */
export type Handle = <N extends RequestName>(name: N, handler: RequestHandler<N>) => void;

export const handleFrom =
  (isOwnPage: IsOwnPage, log: (line: string) => void): Handle =>
  (name, handler) => {
    ipcMain.handle(name, (event, input: unknown): Promise<Result<RequestOutput<typeof name>>> => {
      if (!isOwnPage(event)) {
        log(`refused ${name} from a foreign page`);
        throw new Error('Requests are answered to the app’s own page only.');
      }
      return answer(name, requests[name], handler, input, log);
    });
  };
