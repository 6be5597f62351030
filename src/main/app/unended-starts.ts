import { join } from 'node:path';
import { z } from 'zod';
import { orLog } from '../services/or-log';
import { readJsonRecord, writeJsonRecord } from '../updates/json-record';

/** Name inside the data folder. */
export const UNENDED_STARTS_FILE = 'unended-starts.json';

const recordSchema = z.object({ unended: z.number().int().nonnegative() });

type Log = (line: string) => void;

/**
 * Counts a start, which has ended unexpectedly until {@link endedWell} says otherwise. Neither keeps the app from
 * starting, working or closing where the drive is full.
 * @returns how many starts in a row right before it ended unexpectedly.
 */
export function countStart(dataFolder: string, log: Log): number {
  const unended = readJsonRecord(join(dataFolder, UNENDED_STARTS_FILE), recordSchema)?.unended ?? 0;
  keep(dataFolder, unended + 1, log);
  return unended;
}

/** To be called when the app closes in good order, and when it has run for a while: what happens then is no loop. */
export const endedWell = (dataFolder: string, log: Log): void => keep(dataFolder, 0, log);

const keep = (dataFolder: string, unended: number, log: Log): void =>
  orLog(log, 'how this start ended was not noted', () =>
    writeJsonRecord(join(dataFolder, UNENDED_STARTS_FILE), { unended }),
  );
