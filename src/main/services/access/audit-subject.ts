/** Fields of requests that say whom or what they concern; of several, the first that is there is taken. */
const FIELDS = [
  ['patientId'],
  ['patientIds'],
  ['visitId'],
  ['photoId'],
  ['earlierPhotoId', 'laterPhotoId'],
  ['photoIds'],
  ['userId'],
  ['runId'],
  ['treatmentId'],
  ['keptId', 'duplicateId'],
  ['id'],
  ['recordIds'],
] as const;

/** Longer texts are no ids. */
const LONGEST_ID = 64;

/**
 * Ids of what a request concerns, with a space between several; null where there are none. Names and words of a
 * request are never kept.
 * @param answer what it came to: of something new, only that has the id.
 */
export const auditSubject = (input: unknown, answer: unknown = null): string | null =>
  idsIn(input) ?? idsIn(answer);

function idsIn(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return null;
  const fields = value as Readonly<Record<string, unknown>>;
  // Several patients at once.
  if (Array.isArray(fields['filings'])) return [...new Set(fields['filings'].map(idsIn))].join(' ');
  for (const names of FIELDS) {
    const ids = names.flatMap((name) => fields[name]).filter(isId);
    if (ids.length > 0) return ids.join(' ');
  }
  return null;
}

const isId = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= LONGEST_ID;
