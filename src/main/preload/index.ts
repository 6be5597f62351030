import { contextBridge, ipcRenderer, webUtils, type IpcRendererEvent } from 'electron';
import {
  events,
  requests,
  type EventName,
  type MaculeApi,
  type RequestName,
} from '../../shared/ipc/contract';
import { LISTEN_CHANNEL } from '../../shared/ipc/listen-channel';

/** Takes paths, which a page must not name: only {@link api.importDropped} uses it. */
const NOT_FOR_PAGES: RequestName = 'photos:import-files';

const isRequest = (name: string): boolean => Object.hasOwn(requests, name) && name !== NOT_FOR_PAGES;
const isEvent = (name: string): name is EventName => Object.hasOwn(events, name);

/** The page's only way out of its sandbox. Names are checked here, contents in main. */
const api: MaculeApi<File> = {
  request: (name, input) => {
    if (!isRequest(name)) return Promise.reject(new Error(`There is no request “${String(name)}”.`));
    return ipcRenderer.invoke(name, input);
  },
  on: (name, listener) => {
    if (!isEvent(name)) throw new Error(`There is no event “${String(name)}”.`);
    const forward = (_: IpcRendererEvent, payload: Parameters<typeof listener>[0]): void => listener(payload);
    ipcRenderer.on(name, forward);
    ipcRenderer.send(LISTEN_CHANNEL, name);
    return () => void ipcRenderer.off(name, forward);
  },
  importDropped: (files) => {
    // A `File` that the page made itself has no path.
    const paths = files.map((file) => webUtils.getPathForFile(file)).filter((path) => path !== '');
    return ipcRenderer.invoke(NOT_FOR_PAGES, { paths });
  },
};

contextBridge.exposeInMainWorld('macule', api);
