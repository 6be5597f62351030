import { MaculeError } from '../../../shared/errors';
import type { ReadableDatabase } from '../../data/database';
import { findPatient, type StoredPatient } from '../../data/repositories/patients';
import { findTreatment, type StoredTreatment } from '../../data/repositories/treatments';
import { findVisit, type StoredVisit } from '../../data/repositories/visits';

/** @throws MaculeError `not-found` for a patient that is unknown or was removed. */
export const requirePatient = (database: ReadableDatabase, id: string): StoredPatient =>
  present(findPatient(database, id), 'patient');

/** @throws MaculeError `not-found` for a visit that is unknown or was removed. */
export const requireVisit = (database: ReadableDatabase, id: string): StoredVisit =>
  present(findVisit(database, id), 'visit');

/** @throws MaculeError `not-found` for a treatment that is unknown or was removed. */
export const requireTreatment = (database: ReadableDatabase, id: string): StoredTreatment =>
  present(findTreatment(database, id), 'treatment');

function present<T extends { readonly removedAt: string | null }>(found: T | null, what: string): T {
  if (found?.removedAt === null) return found;
  throw new MaculeError({
    kind: 'not-found',
    message: `This ${what} is no longer in the record.`,
    advice: 'Undo its removal, or enter it again.',
    retryable: false,
  });
}
