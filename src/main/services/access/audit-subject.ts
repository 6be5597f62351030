/** Fields of requests that say whom or what they concern, the most telling first. */
const FIELDS = ['patientId', 'visitId', 'photoId', 'userId', 'runId', 'treatmentId', 'keptId', 'id'] as const;

/** Id of what a request concerns; null where it names none. Names and words of a request are never kept. */
export function auditSubject(input: unknown): string | null {
  if (typeof input !== 'object' || input === null) return null;
  const fields = input as Readonly<Record<string, unknown>>;
  for (const field of FIELDS) {
    const value = fields[field];
    if (typeof value === 'string' && value.length <= 64) return value;
  }
  return null;
}
