import type { ImportReport } from '../../../shared/ipc/photos';
import type { Result } from '../../../shared/ipc/result';
import { importDropped, onEvent, request } from '../../api/client';
import { refreshPhotos } from '../../api/photos-store';
import { countOf } from '../../ui/format';
import { showFailure, showToast } from '../../ui/toast-store';
import { afterProgress, useImport } from './import-store';

/** Asks for files with the system's dialog and imports them. */
export const importFromDialog = (onOpen: (photoId: string) => void): Promise<void> =>
  run(request('photos:import-from-dialog', { what: 'files' }), openFirst(onOpen));

/** Asks for a camera's card or another folder and imports what lies in it. */
export const importCard = (): Promise<void> =>
  run(request('photos:import-from-dialog', { what: 'folder' }), () => refreshPhotos());

/** Imports files that were dropped on the window. */
export function importFiles(files: readonly File[], onOpen: (photoId: string) => void): Promise<void> {
  if (files.length === 0) return Promise.resolve();
  return run(startDropped(files), openFirst(onOpen));
}

/** Imports files of the system's dialog, or those that were dropped, and hands over what came of it. */
export const importThen = (
  files: readonly File[] | null,
  then: (report: ImportReport) => Promise<void>,
): Promise<void> =>
  run(files ? startDropped(files) : request('photos:import-from-dialog', { what: 'files' }), then);

function startDropped(files: readonly File[]): Promise<Result<ImportReport>> {
  useImport.setState({
    progress: { done: 0, total: files.length, fileName: files[0]?.name ?? '', secondsLeft: null },
  });
  return importDropped(files);
}

export async function cancelImport(): Promise<void> {
  const result = await request('photos:cancel-import', {});
  if (!result.ok) showFailure('The import could not be stopped', result.failure);
}

async function run(
  answer: Promise<Result<ImportReport>>,
  then: (report: ImportReport) => Promise<void>,
): Promise<void> {
  useImport.setState(({ asked }) => ({ asked: asked + 1 }));
  const result = await answer;
  useImport.setState(({ asked, progress }) => ({ asked: asked - 1, progress: asked > 1 ? progress : null }));
  if (result.ok) {
    await then(result.value);
    present(result.value);
  } else if (result.failure.kind === 'cancelled') showToast({ title: 'Import stopped' });
  else showFailure('The import failed', result.failure);
}

/** Brings up the first photo of an import. */
const openFirst =
  (onOpen: (photoId: string) => void) =>
  async ({ imported, alreadyThere }: ImportReport): Promise<void> => {
    await refreshPhotos();
    const first = imported[0] ?? alreadyThere[0];
    if (first) onOpen(first.id);
  };

function present(report: ImportReport): void {
  const { imported, alreadyThere, refused } = report;
  if (refused.length > 0) useImport.setState({ report });
  // One new photo is on the screen by then: a message over it would only hide its lower part.
  else if (imported.length > 1 || alreadyThere.length > 0) {
    showToast({
      title: imported.length > 0 ? `${countOf(imported.length, 'photo')} added` : 'No new photos',
      ...(alreadyThere.length > 0 && {
        detail: `${countOf(alreadyThere.length, 'photo was', 'photos were')} in the gallery already.`,
      }),
    });
  }
}

export function connectImport(): void {
  onEvent('photos:import-progress', (progress) =>
    useImport.setState((store) => afterProgress(store, progress)),
  );
  onEvent('photos:import-finished', (report) => {
    useImport.setState(({ asked, progress }) => ({ unasked: false, progress: asked > 0 ? progress : null }));
    void refreshPhotos();
    present(report);
  });
}
