import { isDeepStrictEqual } from 'node:util';
import type { ConsentScope, PhotographDetails } from '../../../shared/record/photograph';
import {
  photographOf,
  removedPhotographs,
  savePhotograph,
  type StoredPhotograph,
  type WholeOf,
} from '../../data/repositories/photographs';
import { findVisit } from '../../data/repositories/visits';
import type { Edit } from '../../data/journal/journal';
import { requirePhoto } from '../require-photo';
import { actNow, touchPatient, type RecordContext } from './change-record';
import { requireVisit } from './require-record';

/** "a photo", "3 photos". */
export const several = (count: number): string => (count === 1 ? 'a photo' : `${count} photos`);

function changeAll(
  context: RecordContext,
  title: string,
  photoIds: readonly string[],
  change: (photograph: StoredPhotograph) => Partial<StoredPhotograph>,
  removed: readonly string[] = [],
): void {
  actNow(context, title, (edit, at) => changePhotographs(context, edit, at, photoIds, change, removed));
}

/**
 * Changes what is known of photos as part of an action. A consent is its patient's: what goes to another record, or out
 * of one, takes none along.
 * @param removed photos that may be removed.
 * @throws MaculeError `not-found`.
 */
export function changePhotographs(
  context: RecordContext,
  edit: Edit,
  at: string,
  photoIds: readonly string[],
  change: (photograph: StoredPhotograph) => Partial<StoredPhotograph>,
  removed: readonly string[] = [],
): void {
  const { database } = context;
  const visits = new Set<string>();
  for (const photoId of photoIds) requirePhoto(database, photoId);
  for (const photoId of new Set([...photoIds, ...removed])) {
    const before = photographOf(database, photoId);
    const changed = { ...before, ...change(before) };
    const [from, to] = [before, changed].map(({ visitId }) => patientOf(context, visitId));
    const after = from === null || from === to ? changed : { ...changed, consents: [] };
    // Saved as it was, nothing has happened that could be undone.
    if (isDeepStrictEqual(before, after)) continue;
    savePhotograph(edit, after);
    for (const { visitId } of [before, after]) if (visitId !== null) visits.add(visitId);
  }
  const patients = new Set([...visits].map((id) => patientOf(context, id)));
  for (const patientId of patients) if (patientId) touchPatient(context, edit, patientId, at);
}

const patientOf = ({ database }: RecordContext, visitId: string | null): string | null =>
  visitId === null ? null : (findVisit(database, visitId)?.patientId ?? null);

/**
 * Puts photos into a visit, or takes them out of theirs.
 * @param view for all of them; undefined leaves each its own.
 * @throws MaculeError `not-found` for a visit or photo that is gone; then none is moved.
 */
export function assignPhotographs(
  context: RecordContext,
  photoIds: readonly string[],
  visitId: string | null,
  view?: PhotographDetails['view'],
): void {
  const visit = visitId === null ? null : requireVisit(context.database, visitId);
  const title = visit
    ? `Put ${several(photoIds.length)} into the visit of ${visit.date}`
    : `Take ${several(photoIds.length)} out of the record`;
  changeAll(context, title, photoIds, (photograph) => ({
    visitId,
    view: view === undefined ? photograph.view : view,
  }));
}

/** Sets those details that are given. @throws MaculeError `not-found`. */
export function describePhotographs(
  context: RecordContext,
  photoIds: readonly string[],
  details: { readonly [K in keyof PhotographDetails]?: PhotographDetails[K] | undefined },
): void {
  const given = Object.fromEntries(
    Object.entries(details).filter(([, value]) => value !== undefined),
  ) as Partial<PhotographDetails>;
  changeAll(context, `Describe ${several(photoIds.length)}`, photoIds, () => given);
}

/**
 * Sets the uses the patient agreed to.
 * @param removedOf a visit or patient whose removed photos are meant, too: they come back with what was agreed to.
 * @throws MaculeError `not-found`.
 */
export function consentToPhotographs(
  context: RecordContext,
  photoIds: readonly string[],
  consents: readonly ConsentScope[],
  removedOf?: WholeOf,
): void {
  const removed = removedOf ? removedPhotographs(context.database, removedOf) : [];
  const title = `Change the consent for ${several(photoIds.length)}`;
  changeAll(context, title, photoIds, () => ({ consents }), removed);
}
