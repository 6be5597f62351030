import type { VisitRecord } from '../../shared/record/patient-record';
import { request } from '../api/client';
import { countOf, dayText } from '../ui/format';
import { showFailure } from '../ui/toast-store';
import { importThen } from '../features/import/start-import';
import { changeAndTell } from '../features/patients/store/change';

/**
 * Imports files into a visit. Photos that are in somebody's record already stay there.
 * @param files dropped ones; null asks with the system's dialog.
 */
export const importIntoVisit = (
  visit: Pick<VisitRecord, 'id' | 'date'>,
  files: readonly File[] | null,
): Promise<void> =>
  importThen(files, async ({ imported, alreadyThere }) => {
    const asked = [...imported, ...alreadyThere].map(({ id }) => id);
    if (asked.length === 0) return;
    const free = await request('photographs:unassigned-among', { photoIds: asked });
    if (!free.ok) {
      showFailure('The photos are in the gallery, but not in the visit', free.failure);
      return;
    }
    const photoIds = free.value;
    if (photoIds.length === 0) return;
    await changeAndTell(
      'photographs:assign',
      { photoIds, visitId: visit.id },
      `${countOf(photoIds.length, 'photo')} put into the visit of ${dayText(visit.date)}`,
    );
  });
