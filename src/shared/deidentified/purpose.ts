import { z } from 'zod';
import type { ConsentScope } from '../record/photograph';

/** What a de-identified export is for. */
export const EXPORT_PURPOSES = ['teaching', 'publication', 'tele-consultation'] as const;
export const exportPurposeSchema = z.enum(EXPORT_PURPOSES);
export type ExportPurpose = z.infer<typeof exportPurposeSchema>;

/** What becomes of a face: bars over the eyes, or only the lesions cut out. */
export const PICTURE_KINDS = ['eyes-masked', 'lesion-tiles'] as const;
export const pictureKindSchema = z.enum(PICTURE_KINDS);
export type PictureKind = z.infer<typeof pictureKindSchema>;

export interface PurposeRules {
  readonly name: string;
  /** What the patient must have agreed to. A second opinion is part of the care that the record is kept for. */
  readonly scope: ConsentScope;
  /** How exactly an age is told, years: what everybody may read says less. */
  readonly ageBand: number;
}

export const PURPOSE_RULES: Readonly<Record<ExportPurpose, PurposeRules>> = {
  teaching: { name: 'Teaching', scope: 'teaching', ageBand: 1 },
  publication: { name: 'Publication', scope: 'publication', ageBand: 5 },
  'tele-consultation': { name: 'Tele-consultation', scope: 'record', ageBand: 1 },
};
