import { z } from 'zod';
import type { RetrainingRun } from '../../data/repositories/retraining';
import type { DatasetSizes } from '../../datasets/clinic/dataset-size';

const size = z.object({ photos: z.number().int(), patients: z.number().int() });

/** Where a model comes from, without a name of a patient or a photo: `provenance.json` beside it. */
export const modelProvenanceSchema = z.object({
  format: z.literal(1),
  /** The model that it was taught on from; null for one that was not taught a clinic's own patients. */
  parent: z.object({ id: z.string(), sha256: z.string() }).nullable(),
  /** What it learned from, was chosen by and was tested on. */
  parts: z.object({ train: size, valid: size, test: size }).nullable(),
  /** ISO 8601. */
  approvedAt: z.string().nullable(),
  approvedBy: z.string().nullable(),
  /** Who has signed it before, first signer first. */
  signers: z.array(z.object({ fingerprint: z.string(), signedAt: z.string() })).max(100),
});
export type ModelProvenance = Readonly<z.infer<typeof modelProvenanceSchema>>;

/** Of a model of this library. @param run that it came out of; null where that was not on the clinic's own patients. */
export const ownProvenance = (run: RetrainingRun | null, parts: DatasetSizes | null): ModelProvenance => ({
  format: 1,
  parent: run && { id: run.parentId, sha256: run.parentSha256 },
  parts,
  ...{ approvedAt: run?.approvedAt ?? null, approvedBy: run?.approvedBy ?? null },
  signers: [],
});

/** What a provenance file says; null where there is none that can be read. */
export function readProvenance(content: Uint8Array | null | undefined): ModelProvenance | null {
  if (!content) return null;
  try {
    return modelProvenanceSchema.safeParse(JSON.parse(Buffer.from(content).toString('utf8'))).data ?? null;
  } catch {
    return null;
  }
}
