import { dialog, type BrowserWindow } from 'electron';
import type { Failure } from '../../shared/errors';
import { plainNotes } from '../updates/plain-notes';
import type { NewVersion } from '../updates/update-client';

/** A system dialog grows with its text: more of the notes than this stays out. */
const LONGEST_NOTES = 1_500;

/** Shows what is new, and asks. @returns true to download it. */
export async function askToUpdate(window: BrowserWindow, { version, notes }: NewVersion): Promise<boolean> {
  const plain = plainNotes(notes);
  const shown = plain.length > LONGEST_NOTES ? `${plain.slice(0, LONGEST_NOTES)} …` : plain;
  const { response } = await dialog.showMessageBox(window, {
    type: 'info',
    title: 'Macule',
    message: `Macule ${version} is available.`,
    detail: [
      shown,
      'It is downloaded now and installed when you close Macule. Your database is backed up before the new version opens it.',
    ]
      .filter(Boolean)
      .join('\n\n'),
    buttons: ['Download', 'Not now'],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  });
  return response === 0;
}

export async function tellUpdateIsReady(window: BrowserWindow): Promise<void> {
  await tell(window, 'The new version is ready.', 'It is installed when you close Macule.');
}

export async function tellUpToDate(window: BrowserWindow, version: string): Promise<void> {
  await tell(window, `Macule ${version} is the newest version for this computer.`, '');
}

export async function tellUpdateFailed(
  window: BrowserWindow,
  { message, advice }: Pick<Failure, 'message' | 'advice'>,
): Promise<void> {
  await tell(window, message, advice ?? '');
}

async function tell(window: BrowserWindow, message: string, detail: string): Promise<void> {
  await dialog.showMessageBox(window, {
    ...{ type: 'info', title: 'Macule', message, detail, buttons: ['OK'], noLink: true },
  });
}
