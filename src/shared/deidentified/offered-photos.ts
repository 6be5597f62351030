import type { PatientRecord, Photograph, VisitRecord } from '../record/patient-record';
import { PURPOSE_RULES, type ExportPurpose } from './purpose';

/** The part of a record that is to be given away. */
export interface ExportScope {
  readonly patientId: string;
  /** One visit only; null for the whole course. */
  readonly visitId: string | null;
  /** One photo only. */
  readonly photoId: string | null;
}

export interface OfferedPhoto {
  readonly photograph: Photograph;
  readonly visit: VisitRecord;
  /** Why it is not to be had; null where it is. */
  readonly refused: string | null;
}

/** Photos of a scope, oldest visit first, and why those that the patient has not agreed to are not to be had. */
export function offeredPhotos(
  { visits }: PatientRecord,
  { visitId, photoId }: ExportScope,
  purpose: ExportPurpose,
): readonly OfferedPhoto[] {
  const { scope, name } = PURPOSE_RULES[purpose];
  const agreedTo = scope === 'record' ? 'the medical record' : name.toLowerCase();
  return visits
    .filter(({ id }) => visitId === null || id === visitId)
    .flatMap((visit) =>
      visit.photographs
        .filter(({ photo }) => photoId === null || photo.id === photoId)
        .map((photograph) => ({
          ...{ photograph, visit },
          refused: photograph.consents.includes(scope)
            ? null
            : `The patient has not agreed to its use for ${agreedTo}.`,
        })),
    );
}
