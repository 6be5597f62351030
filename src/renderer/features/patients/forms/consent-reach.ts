import { z } from 'zod';
import type { Failure } from '../../../../shared/errors';
import type { PhotoPlace } from '../../../../shared/record/patient-record';
import type { ConsentScope } from '../../../../shared/record/photograph';
import { request } from '../../../api/client';
import { change } from '../store/change';

/** Photos that a consent is entered for at once: patients mostly agree to a use, not to a photo. */
export const consentReachSchema = z.enum(['photo', 'visit', 'patient']);
export type ConsentReach = z.infer<typeof consentReachSchema>;

export const REACHES: readonly (readonly [reach: ConsentReach, label: string])[] = [
  ['photo', 'This photo'],
  ['visit', 'All photos of this visit'],
  ['patient', 'All photos of the patient'],
];

/** Enters what the patient agreed to for a photo, its visit's or all of the patient's, removed ones too, as one step. */
export async function saveConsent(
  photoId: string,
  { patient, visit }: PhotoPlace,
  consents: readonly ConsentScope[],
  reach: ConsentReach,
): Promise<Failure | null> {
  if (reach === 'photo' || !patient)
    return change('photographs:consent', { photoIds: [photoId], consents: [...consents] });
  const record = await request('patients:record', { patientId: patient.id });
  if (!record.ok) return record.failure;
  const visits = record.value.visits.filter(({ id }) => reach === 'patient' || id === visit?.id);
  const photoIds = visits.flatMap(({ photographs }) => photographs.map(({ photo }) => photo.id));
  const removedOf = reach === 'visit' && visit ? { visitId: visit.id } : { patientId: patient.id };
  return change('photographs:consent', { photoIds, consents: [...consents], removedOf });
}
