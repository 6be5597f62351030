import { z } from 'zod';

/** Name of the file that was written, without its folder; null where the dialog was closed. */
const written = z.object({ fileName: z.string() }).nullable();

export const reportRequests = {
  /** One page on a visit as a PDF, where the system's dialog says. */
  'report:save-visit': { input: z.object({ visitId: z.uuid() }), output: written },
  /** Every lesion of a patient's photos as a table (CSV), where the system's dialog says. */
  'report:save-lesions': { input: z.object({ patientId: z.uuid() }), output: written },
  /** Everything on record of a patient, photos too, into a new folder where the system's dialog says. */
  'report:save-record': { input: z.object({ patientId: z.uuid() }), output: written },
} as const;
