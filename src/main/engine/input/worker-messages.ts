import type { Result } from '../../../shared/ipc/result';
import type { PreparationSettings } from '../ml/augment/preparation';
import type { PhotoRequest, PreparedPhoto } from './prepare-photo';

/** Between the engine and its photo workers: both ends are built together, so shapes are not checked again. */
export interface WorkerRequest {
  readonly id: number;
  readonly request: PhotoRequest;
}

export interface WorkerAnswer {
  readonly id: number;
  readonly result: Result<PreparedPhoto>;
}

export interface WorkerSettings {
  readonly settings: PreparationSettings;
}
