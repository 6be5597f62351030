import { z } from 'zod';
import { failureSchema } from '../errors';

const nothing = z.object({});

export const backupStateSchema = z.object({
  /** Name of the backup's file; null before one was chosen. */
  fileName: z.string().nullable(),
  /** When the last backup was finished, ISO 8601. */
  lastAt: z.string().nullable(),
  /** Days between two backups that Macule makes by itself; null = only when asked. */
  everyDays: z.number().int().positive().nullable(),
  /** The last backup is older than it should be, or there is none. */
  overdue: z.boolean(),
  /** While one is being made; null = none is. */
  running: z.object({ done: z.number(), total: z.number(), secondsLeft: z.number().nullable() }).nullable(),
  /** Why the last attempt did not end well. */
  failure: failureSchema.nullable(),
});
export type BackupState = Readonly<z.infer<typeof backupStateSchema>>;

export const backupRequests = {
  'backup:state': { input: nothing, output: backupStateSchema },
  /** Asks where the backup is to lie. @returns false where the dialog was closed. */
  'backup:choose': { input: nothing, output: z.boolean() },
  'backup:run': { input: nothing, output: nothing },
  'backup:cancel': { input: nothing, output: z.null() },
  'backup:every': {
    input: z.object({ days: z.number().int().min(1).max(90).nullable() }),
    output: z.null(),
  },
} as const;

export const backupEvents = { 'backup:changed': backupStateSchema } as const;
