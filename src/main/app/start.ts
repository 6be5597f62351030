import { randomInt, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { app, Menu, nativeTheme, net, powerMonitor, shell, type BrowserWindow } from 'electron';
import type { RunSummary } from '../../shared/training/run-summary';
import { MODELS_FOLDER, TRAINING_FOLDER } from '../data/set-aside';
import { findPhoto } from '../data/repositories/photos';
import { readSettings, writeSettings } from '../data/repositories/settings';
import { readWindowBounds, writeWindowBounds } from '../data/repositories/window-bounds';
import { utilityEngine } from '../engine-client/utility-engine';
import { utilityProbe } from '../engine-client/utility-probe';
import { startUtility } from '../engine-client/utility-process';
import { utilityTraining } from '../engine-client/utility-training';
import type { PhotoStore } from '../data/photo-store';
import { handleBackup } from '../ipc/backup';
import { handleDeidentified } from '../ipc/deidentified';
import { EventSender } from '../ipc/event-sender';
import { handleLibrary } from '../ipc/library';
import { Backups, BACKUP_PLAN_FILE } from '../services/backup/backups';
import { DeidentifiedExports } from '../services/deidentified/deidentified-exports';
import { LibraryKeeper } from '../services/access/library-keeper';
import { orLog } from '../services/or-log';
import { resumeAnalyses } from '../services/resume-analyses';
import { pauseOnBattery } from '../services/training/pause-on-battery';
import { taskbarProgress } from '../services/training/taskbar-progress';
import { keysFile } from '../data/library-keys';
import { keepTraining } from './background-training';
import { compose, type Macule } from './compose';
import {
  askAboutLoop,
  askAboutTraining,
  chooseBackupFile,
  chooseExportFolder,
  choosePhotos,
} from './dialogs';
import { afterStart } from './after-start';
import { backupProcess } from './backup-process';
import { engineOptions } from './engine-options';
import { guideWindow } from './guide-window';
import { lockWhenIdle } from './idle-lock';
import { lockableWindow } from './lockable-window';
import { connectPage } from './connect-page';
import { openLibrary, type OpenLibraryOptions } from './open-library';
import { openSession } from './own-session';
import { createMenu } from './menu';
import { setUp } from './set-up';
import { connectSupport } from './support';
import { SigningKey } from '../vault/signing-key';
import { sentKeys } from '../vault/sent-keys';
import { openNamed, type NamedOpening } from './open-named';
import { packageVersions } from './package-versions';
import { APP_PAGE } from './app-address';
import { startUpdates, type UpdateActions } from './updates';
import { createWindow } from './window';

export interface StartOptions extends OpenLibraryOptions {
  /** Where the library lies by default; null where its folder was set from outside. */
  readonly usualFolder: string | null;
  /** Folder of the built main process, with `engine.js` in it; `preload` and `renderer` lie beside it. */
  readonly builtFolder: string;
  /** Address of the dev server; null in a built app. */
  readonly developmentPage: string | null;
  /** Of the window. */
  readonly title: string;
  /** Starts in a row right before this one that ended unexpectedly. */
  readonly unendedStarts: number;
}

export interface RunningMacule extends Macule, Omit<NamedOpening, 'imports'> {
  readonly window: BrowserWindow;
  readonly bringUp: () => void;
}

/** How often it is looked whether a backup is due, milliseconds. */
const BACKUP_LOOK_MS = 60 * 60 * 1000;

/**
 * Opens the data, the window and the engine. Electron must be ready.
 * @throws MaculeError `database`.
 */
export async function startMacule(options: StartOptions): Promise<RunningMacule> {
  const { dataFolder, builtFolder, developmentPage, interactive, log } = options;
  const { data, keys, access, auditKey, drafts, draftsFolder } = await openLibrary(options);
  nativeTheme.themeSource = readSettings(data.database).appearance;
  const page = developmentPage ?? APP_PAGE;
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
    remember: (bounds) =>
      orLog(log, 'the place of the window was not kept', () => writeWindowBounds(data.database, bounds)),
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
    signingKey: new SigningKey(options.library.key),
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
    log,
  });
  await macule.training.tidy();
  const trainingChanged = keepTraining({
    window,
    // What waits for the mains has to find the app still there.
    isTraining: () => macule.training.isBusy || waitingForMains > 0,
    ask: () => askAboutTraining(window),
  });
  const keeper = new LibraryKeeper({
    ...{ database: data.database, keysFile: keysFile(dataFolder), key: options.library.key, access },
    ...{ keychain: options.library.keychain, newId: () => randomUUID(), now: () => new Date() },
  });
  const { lock, bringUp } = lockableWindow({ window, dataFolder, builtFolder, access, log });
  lockWhenIdle(() => keeper.lockAfterMinutes, lock, log);
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
  connectPage({ window, page, macule, sender, access, log }, (handle) => {
    handleDeidentified({ handle, exports, chooseFolder: () => chooseExportFolder(window) });
    setUp({
      ...{ window, handle, macule, sender, access, dataFolder, builtFolder },
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
        ...{ isPackaged: app.isPackaged, resourcesFolder: process.resourcesPath },
        ...{ appFolder: app.getAppPath(), version: app.getVersion() },
      })
    : null;
  const running = { ...macule, window, bringUp, send: sender.send, access };
  showMenu(running, dataFolder, updates, guideWindow(builtFolder, log), log);
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

function showMenu(
  running: RunningMacule,
  dataFolder: string,
  updates: UpdateActions | null,
  showGuide: () => void,
  log: (line: string) => void,
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
      nativeTheme.themeSource = appearance;
      orLog(log, 'the appearance was not kept', () =>
        writeSettings(database, { ...readSettings(database), appearance }),
      );
    },
    showGuide,
    showWelcome: () => send('setup:show', {}),
    showSupport: () => send('support:show', {}),
    updates,
  });
  Menu.setApplicationMenu(menu);
}
