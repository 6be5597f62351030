import { MaculeError } from '../../shared/errors';
import type { ImportReport } from '../../shared/ipc/photos';
import type { LibraryPlace } from '../../shared/ipc/setup';
import { timePhoto, type TimePhotoOptions } from '../services/setup/time-photo';
import type { SendEvent } from './event-sender';
import type { Handle } from './handle';

export interface SetupHandlers extends Pick<TimePhotoOptions, 'infer' | 'engineStatus' | 'now' | 'wait'> {
  readonly handle: Handle;
  readonly sendIfHeard: SendEvent;
  readonly place: () => Promise<LibraryPlace>;
  /** Asks for a folder, and takes it from the next start on where one was chosen. */
  readonly choosePlace: () => Promise<void>;
  /** @returns the path of a rendered photo, drawn where it is not there yet. */
  readonly renderedPhoto: (signal?: AbortSignal) => Promise<string>;
  /** Adds a photo to the gallery, and brings it up. */
  readonly open: (file: string) => Promise<ImportReport>;
}

/** Answers the requests of a library's first start. */
export function handleSetup(options: SetupHandlers): void {
  const { handle, sendIfHeard, place, choosePlace, renderedPhoto, open } = options;
  const { infer, engineStatus, now, wait } = options;
  let timing = new AbortController();
  handle('setup:place', place);
  handle('setup:choose-place', async () => {
    await choosePlace();
    return place();
  });
  handle('setup:time-photo', () => {
    timing.abort();
    timing = new AbortController();
    return timePhoto({
      ...{ infer, engineStatus, now, wait, signal: timing.signal, draw: renderedPhoto },
      onProgress: (progress) => sendIfHeard('setup:timing', progress),
    });
  });
  handle('setup:cancel-timing', () => {
    timing.abort();
    return null;
  });
  handle('setup:add-rendered-photo', async () => {
    const { imported, alreadyThere, refused } = await open(await renderedPhoto());
    if (imported.length + alreadyThere.length > 0) return null;
    throw new MaculeError(refused[0] ?? notAdded);
  });
}

const notAdded = {
  kind: 'cancelled',
  message: 'The rendered photo was not added.',
  retryable: true,
} as const;
