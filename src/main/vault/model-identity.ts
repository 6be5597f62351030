import { createHash } from 'node:crypto';

/** What a description says for people and for the record: it changes no result. */
const FOR_THE_RECORD: readonly string[] = ['format', 'id', 'title', 'trainedAt', 'training'];

/**
 * Names everything that a model's results depend on: weights, shape, working size, threshold, calibration, and
 * whatever else its description may hold one day. A model that was calibrated anew is another one.
 * @param description what `model.json` says.
 * @returns SHA-256, hexadecimal, whatever the order of the description's fields.
 */
export function modelIdentity(description: Readonly<Record<string, unknown>>): string {
  const fields = Object.entries(description).filter(([name]) => !FOR_THE_RECORD.includes(name));
  return createHash('sha256')
    .update(inOneOrder(Object.fromEntries(fields)))
    .digest('hex');
}

/** JSON with the fields of every object sorted by name. */
const inOneOrder = (value: unknown): string =>
  JSON.stringify(value, (_name, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
