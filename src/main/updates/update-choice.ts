import { join } from 'node:path';
import { z } from 'zod';
import { readJsonRecord, writeJsonRecord } from './json-record';

const updateChoiceSchema = z.object({
  /** Whether the clinic wants Macule to ask its update server for new versions. */
  on: z.boolean(),
});

/** Name inside the data folder. */
export const UPDATE_CHOICE_FILE = 'updates.json';

/** Whether Macule may look for new versions by itself: only after somebody has said so. */
export const mayLookForUpdates = (dataFolder: string): boolean =>
  readJsonRecord(join(dataFolder, UPDATE_CHOICE_FILE), updateChoiceSchema)?.on ?? false;

export const chooseUpdates = (dataFolder: string, on: boolean): void =>
  writeJsonRecord(join(dataFolder, UPDATE_CHOICE_FILE), { on });
