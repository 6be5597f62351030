import { dialog, type BrowserWindow } from 'electron';
import type { MaculeError } from '../../shared/errors';

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

/** Asks what to do about a damaged database. @returns true to set it aside and start with an empty one. */
export function askToStartEmpty(damage: MaculeError): boolean {
  const { message, advice } = damage.failure;
  const choice = dialog.showMessageBoxSync({
    type: 'error',
    title: 'Macule',
    message,
    detail: `${advice ?? ''}\n\nStarting empty moves the damaged database and its photos into a folder of their own.`,
    buttons: ['Quit', 'Start with an empty database'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return choice === 1;
}
