import type { z } from 'zod';
import { appEvents, appRequests } from './app';
import { backupEvents, backupRequests } from './backup';
import { backboneEvents, backboneRequests } from './backbones';
import { deidentifiedEvents, deidentifiedRequests } from './deidentified';
import { faceRequests } from './faces';
import { fateRequests } from './fates';
import { libraryEvents, libraryRequests } from './library';
import { markRequests } from './marks';
import { modelEvents, modelRequests } from './models';
import { photoEvents, photoRequests } from './photos';
import { recordEvents, recordRequests } from './record';
import { reportRequests } from './report';
import { retrainingRequests } from './retraining';
import type { Result } from './result';
import { setupEvents, setupRequests } from './setup';
import { supportEvents, supportRequests } from './support';
import { trainingEvents, trainingRequests } from './training';

/**
 * The seam between the windows and main: every request with the schemas of its input and answer, every
 * event with the schema of its payload. Both sides derive their types from here and validate at run time.
 */
export const requests = {
  ...photoRequests,
  ...appRequests,
  ...trainingRequests,
  ...modelRequests,
  ...retrainingRequests,
  ...backboneRequests,
  ...recordRequests,
  ...markRequests,
  ...faceRequests,
  ...fateRequests,
  ...reportRequests,
  ...deidentifiedRequests,
  ...libraryRequests,
  ...backupRequests,
  ...setupRequests,
  ...supportRequests,
} as const;
export const events = {
  ...photoEvents,
  ...appEvents,
  ...trainingEvents,
  ...modelEvents,
  ...backboneEvents,
  ...recordEvents,
  ...deidentifiedEvents,
  ...libraryEvents,
  ...backupEvents,
  ...setupEvents,
  ...supportEvents,
} as const;

export type RequestName = keyof typeof requests;
export type RequestInput<N extends RequestName> = z.input<(typeof requests)[N]['input']>;
export type RequestOutput<N extends RequestName> = z.output<(typeof requests)[N]['output']>;

export type EventName = keyof typeof events;
export type EventPayload<N extends EventName> = z.output<(typeof events)[N]>;

/** What the preload puts on `window.macule`; `DroppedFile` is the browser's `File`, which this project cannot name. */
export interface MaculeApi<DroppedFile = unknown> {
  request<N extends RequestName>(name: N, input: RequestInput<N>): Promise<Result<RequestOutput<N>>>;
  /** Subscribes to an event and returns the function that ends the subscription. */
  on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void;
  /** Imports dropped files; the preload finds their paths, so the page never sees one. */
  importDropped(files: readonly DroppedFile[]): Promise<Result<RequestOutput<'photos:import-files'>>>;
}
