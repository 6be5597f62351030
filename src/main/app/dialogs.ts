import { dialog, type BrowserWindow } from 'electron';
import type { Failure, MaculeError } from '../../shared/errors';
import type { LoopQuestion } from '../services/resume-analyses';
import type { WayBack } from '../updates/first-start';
import { MODEL_FILE_EXTENSION } from '../vault/model-file';
import type { ClosingWish } from './background-training';

/** Asks for photos with the system's dialog. @returns paths; empty where it was closed. */
export async function choosePhotos(window: BrowserWindow): Promise<readonly string[]> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: 'Open photos',
    buttonLabel: 'Open',
    properties: ['openFile', 'multiSelections'],
    filters: [
      {
        name: 'Photos',
        extensions: ['jpg', 'jpeg', 'png', 'webp', 'tif', 'tiff', 'heic', 'heif'].flatMap((extension) => [
          extension,
          extension.toUpperCase(),
        ]),
      },
      { name: 'All files', extensions: ['*'] },
    ],
  });
  return canceled ? [] : filePaths;
}

/** Asks for a camera's card or another folder of photos. @returns its path; empty where the dialog was closed. */
export async function chooseCard(window: BrowserWindow): Promise<readonly string[]> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: 'Import a camera card or folder',
    buttonLabel: 'Import',
    properties: ['openDirectory'],
  });
  return canceled ? [] : filePaths;
}

/** Says that the database, which is in use, was found damaged. */
export function tellDamage({ message, advice }: Failure): void {
  void dialog.showMessageBox({
    type: 'error',
    title: 'Macule',
    message,
    detail: `${advice ?? ''}\n\nQuit Macule and start it again: it then asks what to do. What you enter until then may be lost.`,
    buttons: ['OK'],
    noLink: true,
  });
}

/** Asks what to do about a damaged database. @returns true to set it aside and start with an empty one. */
export function askToStartEmpty(damage: MaculeError): boolean {
  const { message, advice } = damage.failure;
  const choice = dialog.showMessageBoxSync({
    type: 'error',
    title: 'Macule',
    message,
    detail: `${advice ?? ''}\n\nStarting empty moves the damaged database, its photos and its training runs into a folder of their own.`,
    buttons: ['Quit', 'Start with an empty database'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return choice === 1;
}

/** Asks what to do where the last starts have all ended unexpectedly; the window can be used meanwhile. */
export async function askAboutLoop(
  window: BrowserWindow,
  { starts, begun, waiting }: LoopQuestion,
): Promise<'leave-out' | 'go-on'> {
  const analyses = waiting === 1 ? 'The analysis that waits has' : `The ${waiting} analyses that wait have`;
  const suspects = begun.map((name) => `“${name}”`).join(', ');
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    title: 'Macule',
    message: `Macule ended unexpectedly the last ${starts} times.`,
    detail:
      begun.length === 0
        ? `${analyses} not been taken up again. No photo was being analysed when it ended. Everything is still there.`
        : `When it ended, it was analysing ${suspects}. ${analyses} not been taken up again. Left out, a photo stays in its record, and its analysis can be tried again from there.`,
    buttons: begun.length === 0 ? ['Go on'] : ['Leave out and go on', 'Try it again'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return begun.length > 0 && response === 0 ? 'leave-out' : 'go-on';
}

/** Asks what to do where a new version has failed to start. @returns true to go back to the data of before. */
export function askToGoBack({ lastGood }: WayBack, version: string): boolean {
  const choice = dialog.showMessageBoxSync({
    type: 'warning',
    title: 'Macule',
    message: `Macule ${version} did not finish its first start.`,
    detail:
      `Your data was backed up before. You can try again, or put it back as ${versionName(lastGood)} left it and ` +
      `install that version again.`,
    buttons: ['Try again', 'Put the data back and quit'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return choice === 1;
}

/** Says that the data is as it was, and what to do now. */
export function tellGoneBack({ lastGood }: WayBack): void {
  dialog.showMessageBoxSync({
    type: 'info',
    title: 'Macule',
    message: 'Your data is as it was before the update.',
    detail: `Install ${versionName(lastGood)} again to go on with it. Nothing was deleted: what the new version made of the data lies beside it.`,
    buttons: ['Quit'],
    noLink: true,
  });
}

const versionName = (version: string | null): string =>
  version === null ? 'the version before' : `Macule ${version}`;

/** Asks for a folder of labelled photos. @returns its path; null where the dialog was closed. */
export async function chooseTrainingFolder(window: BrowserWindow): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: 'Choose labelled photos',
    buttonLabel: 'Choose',
    message: 'A dataset, or a folder of datasets',
    properties: ['openDirectory'],
  });
  return canceled ? null : (filePaths[0] ?? null);
}

/** Asks for a file of network weights. @returns its path; null where the dialog was closed. */
export async function chooseWeights(window: BrowserWindow): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: 'Choose a file of weights',
    buttonLabel: 'Add',
    properties: ['openFile'],
    filters: [
      { name: 'Keras weights', extensions: ['h5', 'hdf5', 'keras'] },
      { name: 'All files', extensions: ['*'] },
    ],
  });
  return canceled ? null : (filePaths[0] ?? null);
}

const CLOSING_WISHES: readonly ClosingWish[] = ['keep-training', 'pause-and-quit', 'stay'];

/** Asks what becomes of a training run when the window is closed. */
export async function askAboutTraining(window: BrowserWindow): Promise<ClosingWish> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    title: 'Macule',
    message: 'A model is being trained.',
    detail:
      'Training can go on without the window; starting Macule again shows it. If you quit, the run can be resumed later.',
    buttons: ['Keep training', 'Pause and quit', 'Cancel'],
    defaultId: 0,
    cancelId: 2,
    noLink: true,
  });
  return CLOSING_WISHES[response] ?? 'stay';
}

/** Asks where to write a report. @returns its path; null where the dialog was closed. */
export async function chooseReportFile(
  window: BrowserWindow,
  suggested: string,
  kind: 'pdf' | 'csv',
): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: kind === 'pdf' ? 'Save the report' : 'Save the table',
    defaultPath: suggested,
    filters: [{ name: kind === 'pdf' ? 'PDF' : 'Table (CSV)', extensions: [kind] }],
  });
  return canceled || filePath === '' ? null : filePath;
}

const MODEL_FILTERS = [{ name: 'Model of Macule', extensions: [MODEL_FILE_EXTENSION] }];

/** Asks where to write a model. @returns its path; null where the dialog was closed. */
export async function chooseModelTarget(window: BrowserWindow, suggested: string): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: 'Export the model',
    ...{ buttonLabel: 'Export', defaultPath: suggested, filters: MODEL_FILTERS },
  });
  return canceled || filePath === '' ? null : filePath;
}

/** Asks for a file with a model. @returns its path; null where the dialog was closed. */
export async function chooseModelFile(window: BrowserWindow): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: 'Import a model',
    ...{ buttonLabel: 'Look at it', properties: ['openFile'], filters: MODEL_FILTERS },
  });
  return canceled ? null : (filePaths[0] ?? null);
}

/** Asks where the library's backup is to lie. @returns null where the dialog was closed. */
export async function chooseBackupFile(window: BrowserWindow): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: 'Where the backup lies',
    defaultPath: 'Macule.macule-backup',
    buttonLabel: 'Choose',
    // A backup that is there is brought up to date, not replaced.
    properties: [],
    filters: [{ name: 'Backup of Macule', extensions: ['macule-backup'] }],
  });
  return canceled || filePath === '' ? null : filePath;
}

/** Asks in which folder an export gets a folder of its own. @returns null where the dialog was closed. */
export async function chooseExportFolder(window: BrowserWindow): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: 'Where the record is written',
    buttonLabel: 'Write it here',
    properties: ['openDirectory', 'createDirectory'],
  });
  return canceled ? null : (filePaths[0] ?? null);
}

/** Asks where the library is to lie. @returns null where the dialog was closed. */
export async function chooseLibraryFolder(window: BrowserWindow): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: 'Where the library lies',
    buttonLabel: 'Choose',
    message: 'An empty folder on this computer, or one that holds a library of Macule',
    properties: ['openDirectory', 'createDirectory'],
  });
  return canceled ? null : (filePaths[0] ?? null);
}
