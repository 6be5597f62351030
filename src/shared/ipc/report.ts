import { z } from 'zod';

/** Name of the file that was written, without its folder; null where the dialog was closed. */
const written = z.object({ fileName: z.string() }).nullable();

/** A table of more would keep the app busy for longer than a moment. */
export const MOST_TABLE_PATIENTS = 50;

export const reportRequests = {
  /** One page on a visit as a PDF, where the system's dialog says. */
  'report:save-visit': { input: z.object({ visitId: z.uuid() }), output: written },
  /** A patient's whole course as a PDF, where the system's dialog says. */
  'report:save-course': { input: z.object({ patientId: z.uuid() }), output: written },
  /** Every lesion of one visit or of all visits of some patients as a table (CSV), where the system's dialog says. */
  'report:save-lesions': {
    input: z.object({
      patientIds: z.array(z.uuid()).min(1).max(MOST_TABLE_PATIENTS),
      visitId: z.uuid().nullable(),
    }),
    output: written,
  },
  /** Everything on record of a patient, photos too, into a new folder where the system's dialog says. */
  'report:save-record': { input: z.object({ patientId: z.uuid() }), output: written },
} as const;
