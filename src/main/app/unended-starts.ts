import { join } from 'node:path';
import { z } from 'zod';
import { readJsonRecord, writeJsonRecord } from '../updates/json-record';

/** Name inside the data folder. */
export const UNENDED_STARTS_FILE = 'unended-starts.json';

const recordSchema = z.object({ unended: z.number().int().nonnegative() });

/**
 * Counts a start, which has ended unexpectedly until {@link endedWell} says otherwise.
 * @returns how many starts in a row right before it ended unexpectedly.
 */
export function countStart(dataFolder: string): number {
  const file = join(dataFolder, UNENDED_STARTS_FILE);
  const unended = readJsonRecord(file, recordSchema)?.unended ?? 0;
  writeJsonRecord(file, { unended: unended + 1 });
  return unended;
}

/** To be called when the app closes in good order, and when it has run for a while: what happens then is no loop. */
export const endedWell = (dataFolder: string): void =>
  writeJsonRecord(join(dataFolder, UNENDED_STARTS_FILE), { unended: 0 });
