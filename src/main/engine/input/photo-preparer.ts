import type { PreparationSettings } from '../ml/augment/preparation';
import { preparePhoto, type PhotoRequest, type PreparedPhoto } from './prepare-photo';

/** Makes photos ready for a network, in this thread or in others. */
export interface PhotoPreparer {
  readonly settings: PreparationSettings;
  /** @throws MaculeError where the photo can't be read, or the preparer has been closed or has died. */
  prepare(request: PhotoRequest): Promise<PreparedPhoto>;
  /** Ends what is under way. */
  close(): Promise<void>;
}

/** Prepares in this thread, for tests and for machines where no other thread can be had. */
export const inThisThread = (settings: PreparationSettings): PhotoPreparer => ({
  settings,
  prepare: (request) => preparePhoto(request, settings),
  close: () => Promise.resolve(),
});
