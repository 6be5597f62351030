import type { VisitRecord } from '../../../shared/record/patient-record';

/** What a photo is called outside Macule: by day and number, since its own file may be named after the patient. */
export interface PhotoName {
  /** Among the photos of that day, from 1; a day may have several visits. */
  readonly number: number;
  /** "2025-03-01 1 frontal.jpg" */
  readonly file: string;
}

/** By the id of the photo. @param visits all of one patient, oldest first. */
export function photoNames(
  visits: readonly Pick<VisitRecord, 'date' | 'photographs'>[],
): ReadonlyMap<string, PhotoName> {
  const names = new Map<string, PhotoName>();
  const onDay = new Map<string, number>();
  for (const { date, photographs } of visits) {
    for (const { photo, details } of photographs) {
      const number = (onDay.get(date) ?? 0) + 1;
      onDay.set(date, number);
      names.set(photo.id, { number, file: `${date} ${number}${details.view ? ` ${details.view}` : ''}.jpg` });
    }
  }
  return names;
}
