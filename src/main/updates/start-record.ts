import { join } from 'node:path';
import { z } from 'zod';
import { readJsonRecord, writeJsonRecord } from './json-record';

const startRecordSchema = z.object({
  /** The version that last started well; null where that was before versions were recorded. */
  lastGood: z.string().nullable(),
  /** A version that has begun its first start and not yet been seen to start well. */
  trying: z
    .object({
      version: z.string(),
      /** The database as it was before: file name in the folder of backups. Null where there was none. */
      backup: z.string().nullable(),
    })
    .nullable(),
});

/** Which versions have opened a data folder. */
export type StartRecord = Readonly<z.infer<typeof startRecordSchema>>;

/** Name inside the data folder. */
export const START_RECORD_FILE = 'starts.json';

/** What is recorded; nothing where there is no record, or none that can be read. */
export const readStartRecord = (dataFolder: string): StartRecord =>
  readJsonRecord(join(dataFolder, START_RECORD_FILE), startRecordSchema) ?? { lastGood: null, trying: null };

export const writeStartRecord = (dataFolder: string, record: StartRecord): void =>
  writeJsonRecord(join(dataFolder, START_RECORD_FILE), record);
