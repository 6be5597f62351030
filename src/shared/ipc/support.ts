import { z } from 'zod';

const nothing = z.object({});

export const supportRequests = {
  /** What helps to find out why Macule does not work here, without a patient, a person, a folder or a file in it. */
  'support:read': { input: nothing, output: z.object({ text: z.string() }) },
  /** Copies what was read last, as it was shown. */
  'support:copy': { input: nothing, output: z.null() },
} as const;

export const supportEvents = {
  /** The menu wants it to be shown. */
  'support:show': nothing,
} as const;
