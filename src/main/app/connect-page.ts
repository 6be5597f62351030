import { randomUUID } from 'node:crypto';
import { app, ipcMain, shell, type BrowserWindow } from 'electron';
import { events, type EventName } from '../../shared/ipc/contract';
import { LISTEN_CHANNEL } from '../../shared/ipc/listen-channel';
import { handleApp } from '../ipc/app';
import { handleBackbones } from '../ipc/backbones';
import type { EventSender } from '../ipc/event-sender';
import { handleFrom, type Handle } from '../ipc/handle';
import { handleModels } from '../ipc/models';
import { handlePhotos } from '../ipc/photos';
import { handleReport } from '../ipc/report';
import { handleRecord } from '../ipc/record';
import { handleRetraining } from '../ipc/retraining';
import { handleTraining } from '../ipc/training';
import type { Access } from '../services/access/access';
import { ChosenFolders } from '../services/training/chosen-folders';
import { writeAtomically } from '../vault/write-atomically';
import type { Macule } from './compose';
import {
  chooseCard,
  chooseExportFolder,
  choosePhotos,
  chooseModelFile,
  chooseModelTarget,
  chooseReportFile,
  chooseTrainingFolder,
  chooseWeights,
} from './dialogs';
import { isOwnAddress } from './own-page';
import { printPdf } from './print-pdf';
import { recoverPage } from './recover-page';

export interface PageConnection {
  readonly window: BrowserWindow;
  /** Address of the window's own page. */
  readonly page: string;
  readonly macule: Macule;
  readonly sender: EventSender;
  readonly access: Access;
  readonly log: (line: string) => void;
}

/** Answers the page's requests and sends it events, and nobody else. @param handleMore adds what needs more than these. */
export function connectPage(
  { window, page, macule, sender, access, log }: PageConnection,
  handleMore: (handle: Handle) => void,
): void {
  const { webContents: contents } = window;
  const isOwnPage = ({ senderFrame }: { readonly senderFrame: Electron.WebFrameMain | null }): boolean =>
    senderFrame !== null && senderFrame === contents.mainFrame && isOwnAddress(senderFrame.url, page);
  const handle = handleFrom(isOwnPage, log, access);
  handleMore(handle);
  const { database, engine, imports, analyses, training, retraining, models, exchange, backbones } = macule;
  handlePhotos({
    handle,
    send: sender.send,
    database,
    imports,
    analyses,
    choosePhotos: (what) => (what === 'files' ? choosePhotos(window) : chooseCard(window)),
    now: () => new Date(),
  });
  handleRecord({
    ...{ handle, send: sender.send, database, store: macule.store, courseOf: analyses.courseOf },
    ...{ newId: () => randomUUID(), now: () => new Date() },
    onPhotoBack: (photoId) => analyses.cameBack(photoId),
  });
  handleReport({
    ...{ handle, database, store: macule.store, now: () => new Date(), appVersion: app.getVersion() },
    print: printPdf,
    chooseFile: (suggested, kind) => chooseReportFile(window, suggested, kind),
    write: writeAtomically,
    chooseFolder: () => chooseExportFolder(window),
  });
  const versions = { version: app.getVersion(), electron: process.versions.electron };
  handleApp({ handle, database, engine, versions });
  handleTraining({
    handle,
    runs: training,
    retraining,
    engine,
    reader: macule.labelReader,
    folders: new ChosenFolders(() => randomUUID()),
    chooseFolder: () => chooseTrainingFolder(window),
    showFolder: (path) => void shell.openPath(path),
  });
  handleModels({
    ...{ handle, models, runs: training, retraining, exchange, write: writeAtomically },
    chooseTarget: (suggested) => chooseModelTarget(window, suggested),
    chooseFile: () => chooseModelFile(window),
    userName: () => access.user?.name ?? null,
  });
  handleRetraining(handle, retraining, macule.differences);
  handleBackbones({ handle, shelf: backbones, chooseWeights: () => chooseWeights(window) });
  ipcMain.on(LISTEN_CHANNEL, (event, name: unknown) => {
    if (isOwnPage(event) && typeof name === 'string' && Object.hasOwn(events, name))
      sender.listen(name as EventName);
  });
  // Not `did-start-loading`: a navigation that is refused starts too, and the page stays.
  contents.on('did-navigate', () => sender.reset());
  contents.on('render-process-gone', () => sender.reset());
  recoverPage(window, () => performance.now(), log);
}
