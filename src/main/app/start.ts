import { randomInt, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import {
  app,
  ipcMain,
  Menu,
  nativeTheme,
  net,
  powerMonitor,
  session,
  shell,
  type BrowserWindow,
  type Session,
} from 'electron';
import { events, type EventName } from '../../shared/ipc/contract';
import type { RunSummary } from '../../shared/training/run-summary';
import { LISTEN_CHANNEL } from '../../shared/ipc/listen-channel';
import { PHOTO_SCHEME } from '../../shared/photo/renditions';
import { EXPORT_DRAFTS_FOLDER, MODELS_FOLDER, TRAINING_FOLDER } from '../data/set-aside';
import { findPhoto } from '../data/repositories/photos';
import { readSettings, writeSettings } from '../data/repositories/settings';
import { readWindowBounds, writeWindowBounds } from '../data/repositories/window-bounds';
import { utilityEngine } from '../engine-client/utility-engine';
import { utilityProbe } from '../engine-client/utility-probe';
import { startUtility } from '../engine-client/utility-process';
import { utilityTraining } from '../engine-client/utility-training';
import { openPhotoStore, type PhotoStore } from '../data/photo-store';
import { handleApp } from '../ipc/app';
import { handleBackup } from '../ipc/backup';
import { handleBackbones } from '../ipc/backbones';
import { handleDeidentified } from '../ipc/deidentified';
import { EventSender } from '../ipc/event-sender';
import { handleFrom, type Handle } from '../ipc/handle';
import { handleLibrary } from '../ipc/library';
import { handleModels } from '../ipc/models';
import { handlePhotos } from '../ipc/photos';
import { handleReport } from '../ipc/report';
import { handleRecord } from '../ipc/record';
import { handleRetraining } from '../ipc/retraining';
import { handleTraining } from '../ipc/training';
import { Backups, BACKUP_PLAN_FILE } from '../services/backup/backups';
import { Access } from '../services/access/access';
import { DeidentifiedExports } from '../services/deidentified/deidentified-exports';
import { LibraryKeeper } from '../services/access/library-keeper';
import { resumeAnalyses } from '../services/resume-analyses';
import { ChosenFolders } from '../services/training/chosen-folders';
import { pauseOnBattery } from '../services/training/pause-on-battery';
import { taskbarProgress } from '../services/training/taskbar-progress';
import { keysFile } from '../data/library-keys';
import { keepTraining } from './background-training';
import { compose, type Macule } from './compose';
import {
  askAboutLoop,
  askAboutTraining,
  askToStartEmpty,
  chooseBackupFile,
  chooseCard,
  chooseExportFolder,
  choosePhotos,
  chooseModelFile,
  chooseModelTarget,
  chooseReportFile,
  chooseTrainingFolder,
  chooseWeights,
} from './dialogs';
import { afterStart } from './after-start';
import { backupProcess } from './backup-process';
import { engineOptions } from './engine-options';
import { guideWindow } from './guide-window';
import { lockWhenIdle } from './idle-lock';
import { lockSession } from './lock-down';
import { lockableWindow } from './lockable-window';
import type { OpenedKeys } from './open-library-keys';
import { createMenu } from './menu';
import { printPdf } from './print-pdf';
import { setUp } from './set-up';
import { connectSupport } from './support';
import { writeAtomically } from '../vault/write-atomically';
import { openData } from './open-data';
import { fileKeys } from '../vault/keyring';
import { readLibraryFilesWith } from '../vault/library-files';
import { derivedKey } from '../vault/library-key';
import { SigningKey } from '../vault/signing-key';
import { sentKeys } from '../vault/sent-keys';
import { openNamed, type NamedOpening } from './open-named';
import { packageVersions } from './package-versions';
import { isOwnAddress } from './own-page';
import { servePage } from './page-protocol';
import { servePhotos } from './photo-protocol';
import { recoverPage } from './recover-page';
import { APP_HOST, APP_PAGE, APP_SCHEME } from './app-address';
import { startUpdates, type UpdateActions } from './updates';
import { createWindow } from './window';

export interface StartOptions {
  readonly dataFolder: string;
  /** Where the library lies by default; null where its folder was set from outside. */
  readonly usualFolder: string | null;
  readonly library: OpenedKeys;
  /** Folder of the built main process, with `engine.js` in it; `preload` and `renderer` lie beside it. */
  readonly builtFolder: string;
  /** Address of the dev server; null in a built app. */
  readonly developmentPage: string | null;
  /** Whether somebody sits before the screen who can answer a question. */
  readonly interactive: boolean;
  /** Whether a new library is introduced. */
  readonly welcome: boolean;
  /** Of the window. */
  readonly title: string;
  /** Starts in a row right before this one that ended unexpectedly. */
  readonly unendedStarts: number;
  readonly log: (line: string) => void;
}

export interface RunningMacule extends Macule, NamedOpening {
  readonly window: BrowserWindow;
}

/** How often it is looked whether a backup is due, milliseconds. */
const BACKUP_LOOK_MS = 60 * 60 * 1000;

/** A session that keeps nothing on disk: no cache of patients' photos, no cookies. */
const SESSION = 'macule';

/**
 * Opens the data, the window and the engine. Electron must be ready.
 * @throws MaculeError `database`.
 */
export async function startMacule(options: StartOptions): Promise<RunningMacule> {
  const { dataFolder, library, builtFolder, developmentPage, interactive, log } = options;
  const keys = fileKeys(library.keys, library.key);
  readLibraryFilesWith(keys);
  const data = await openData({
    ...{ dataFolder, keys },
    now: () => new Date(),
    mayStartEmpty: (damage) => interactive && askToStartEmpty(damage),
    log,
  });
  await data.store.clearIncoming();

  const auditKey = derivedKey(library.key, 'audit');
  const access = new Access({
    ...{ database: data.database, auditKey, userId: library.userId },
    now: () => new Date(),
  });
  const noteImport = (): void =>
    access.note({ action: 'photos:import-files', subject: null, outcome: 'done' });

  if (!options.welcome) writeSettings(data.database, { ...readSettings(data.database), welcome: 'done' });
  nativeTheme.themeSource = readSettings(data.database).appearance;
  const page = developmentPage ?? APP_PAGE;
  const draftsFolder = join(dataFolder, EXPORT_DRAFTS_FOLDER);
  const drafts = await openPhotoStore(draftsFolder, keys);
  const exports = new DeidentifiedExports({
    ...{ ...data, drafts, draftsFolder, newId: () => randomUUID(), randomBelow: (below) => randomInt(below) },
    deidentify: (job, signal) => macule.engine.deidentify(job, signal),
    now: () => performance.now(),
    onProgress: (progress) => sender.sendIfHeard('deidentified:progress', progress),
  });
  // What a run that was killed left behind.
  await exports.discard();
  // Removed photos are served too, while they can still be restored.
  const storeOf = (photoId: string): PhotoStore | null =>
    findPhoto(data.database, photoId) ? data.store : exports.owns(photoId) ? drafts : null;
  const ownSession = openSession(storeOf, access, join(builtFolder, '../renderer'), developmentPage);
  const window = createWindow({
    session: ownSession,
    preload: join(builtFolder, '../preload/index.cjs'),
    title: options.title,
    remembered: readWindowBounds(data.database),
    remember: (bounds) => writeWindowBounds(data.database, bounds),
    log,
  });
  const sender = new EventSender((name, payload) => {
    if (!window.isDestroyed()) window.webContents.send(name, payload);
  });
  const macule = compose({
    ...data,
    connect: engineOptions({
      appFolder: app.getAppPath(),
      resourcesFolder: process.resourcesPath,
      dataFolder,
      cores: availableParallelism(),
      keys,
    }),
    startEngine: utilityEngine(join(builtFolder, 'engine.js'), (line) => log(`engine: ${line}`)),
    startProbe: utilityProbe(join(builtFolder, 'probe.js'), sentKeys(keys)),
    startReader: startUtility({
      ...{ script: join(builtFolder, 'reader.js'), name: 'Macule reader' },
      log: (line) => log(`reader: ${line}`),
    }),
    startTraining: utilityTraining(join(builtFolder, 'training.js'), (line) => log(`training: ${line}`)),
    signingKey: new SigningKey(library.key),
    clinicModelsFolder: join(dataFolder, MODELS_FOLDER),
    trainingFolder: join(dataFolder, TRAINING_FOLDER),
    photoWorker: join(builtFolder, 'photo-worker.js'),
    versions: packageVersions(app.getAppPath(), app.getVersion()),
    fetch: (url, init) => net.fetch(url, init),
    send: sender.send,
    sendIfHeard: sender.sendIfHeard,
    onAnalysed: (photoId) => access.note({ action: 'analysis:stored', subject: photoId, outcome: 'done' }),
    onTrainingChange: () => {
      trainingChanged();
      powerChanged();
      showTrainingProgress(macule.training.list());
    },
    onTrainingProgress: (run) => showTrainingProgress([run]),
    appVersion: app.getVersion(),
    log,
  });
  const showTrainingProgress = (runs: readonly RunSummary[]): void => {
    // A run tells its end while the app closes, when the window has gone.
    if (!window.isDestroyed()) window.setProgressBar(taskbarProgress(runs));
  };
  let waitingForMains = 0;
  const powerChanged = pauseOnBattery({
    power: powerMonitor,
    runs: macule.training,
    onHeld: (runs) => {
      waitingForMains = runs;
      sender.send('training:held', { runs });
    },
  });
  await macule.training.tidy();
  const trainingChanged = keepTraining({
    window,
    // What waits for the mains has to find the app still there.
    isTraining: () => macule.training.isBusy || waitingForMains > 0,
    ask: () => askAboutTraining(window),
  });
  const keeper = new LibraryKeeper({
    ...{ database: data.database, keysFile: keysFile(dataFolder), key: library.key, access },
    ...{ keychain: library.keychain, newId: () => randomUUID(), now: () => new Date() },
  });
  const lock = lockableWindow({ window, dataFolder, builtFolder, access, log });
  lockWhenIdle(() => keeper.lockAfterMinutes, lock);
  const backups = new Backups({
    planFile: join(dataFolder, BACKUP_PLAN_FILE),
    now: () => Date.now(),
    isProtected: () => access.user !== null,
    folderIsThere: existsSync,
    start: backupProcess({ builtFolder, library: dataFolder, keys: sentKeys(keys) }),
    onEnd: (well) =>
      access.note({ action: 'backup:finished', subject: null, outcome: well ? 'done' : 'failed' }),
    onChange: (state) => sender.send('backup:changed', state),
  });
  backups.runIfDue();
  setInterval(() => backups.runIfDue(), BACKUP_LOOK_MS);
  connectPage(window, page, macule, sender, access, log, (handle) => {
    handleDeidentified({ handle, exports, chooseFolder: () => chooseExportFolder(window) });
    setUp({
      ...{ window, handle, macule, sender, noteImport, dataFolder, builtFolder },
      usualFolder: options.usualFolder,
    });
    connectSupport(handle, macule, keeper, dataFolder);
    handleBackup({ handle, backups, chooseFile: () => chooseBackupFile(window) });
    handleLibrary({
      ...{ handle, keeper, auditKey, lock, database: data.database, send: sender.send },
      restart: () => {
        app.relaunch();
        app.quit();
      },
    });
  });
  const updates = interactive
    ? startUpdates({
        ...{ window, dataFolder, log },
        ...{ resourcesFolder: process.resourcesPath, version: app.getVersion() },
      })
    : null;
  const running = { ...macule, window, send: sender.send, noteImport };
  showMenu(running, dataFolder, updates, guideWindow(builtFolder, log));
  macule.engine.start();
  await window.loadURL(page);
  void resumeAnalyses({
    ...{ database: data.database, analyses: macule.analyses, log },
    unendedStarts: interactive ? options.unendedStarts : 0,
    ask: (question) => askAboutLoop(window, question),
  });
  afterStart({ data, dataFolder, keys, builtFolder, interactive, log });
  return running;
}

function openSession(
  storeOf: (photoId: string) => PhotoStore | null,
  access: Access,
  pageFolder: string,
  developmentPage: string | null,
): Session {
  const ownSession = session.fromPartition(SESSION);
  lockSession(ownSession, developmentPage);
  ownSession.protocol.handle(APP_SCHEME, servePage(pageFolder));
  const origin = developmentPage ? new URL(developmentPage).origin : `${APP_SCHEME}://${APP_HOST}`;
  ownSession.protocol.handle(
    PHOTO_SCHEME,
    servePhotos(storeOf, origin, () => access.isLocked),
  );
  return ownSession;
}

/** Answers the page's requests and sends it events, and nobody else. */
function connectPage(
  window: BrowserWindow,
  page: string,
  macule: Macule,
  sender: EventSender,
  access: Access,
  log: (line: string) => void,
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

function showMenu(
  running: RunningMacule,
  dataFolder: string,
  updates: UpdateActions | null,
  showGuide: () => void,
): void {
  const { window, database, send } = running;
  const openPhotos = async (): Promise<void> => {
    const paths = await choosePhotos(window);
    if (paths.length > 0) await openNamed(paths, running);
  };
  const menu = createMenu({
    openPhotos: () => void openPhotos(),
    openLogs: () => void shell.openPath(join(dataFolder, 'logs')),
    appearance: readSettings(database).appearance,
    chooseAppearance: (appearance) => {
      writeSettings(database, { ...readSettings(database), appearance });
      nativeTheme.themeSource = appearance;
    },
    showGuide,
    showWelcome: () => send('setup:show', {}),
    showSupport: () => send('support:show', {}),
    updates,
  });
  Menu.setApplicationMenu(menu);
}
