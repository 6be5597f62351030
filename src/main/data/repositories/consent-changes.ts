import { z } from 'zod';
import { consentScopeSchema, type ConsentChange } from '../../../shared/record/photograph';
import type { ReadableDatabase, WritableDatabase } from '../database';

const row = z.object({
  at: z.string().nullable(),
  name: z.string().nullable(),
  consents: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(z.array(consentScopeSchema)),
});

/** Who is at the computer from now on: entered beside every change of a consent. */
export const setActingUser = (database: WritableDatabase, userId: string | null): void =>
  void database.run('UPDATE acting_user SET user_id = :userId', { userId });

/** What the patient agreed to for a photo and took back, the newest first. */
export function listConsentChanges(database: ReadableDatabase, photoId: string): ConsentChange[] {
  const entries = z.array(row).parse(
    database.all(
      // Names of users who were removed stay.
      `SELECT at, users.name, consents FROM consent_changes LEFT JOIN users ON users.id = user_id
       WHERE photo_id = :photoId ORDER BY sequence`,
      { photoId },
    ),
  );
  return entries
    .map(({ at, name, consents }, index) => {
      const before = entries[index - 1]?.consents ?? [];
      return {
        ...{ at, by: name },
        given: consents.filter((scope) => !before.includes(scope)),
        withdrawn: before.filter((scope) => !consents.includes(scope)),
      };
    })
    .toReversed();
}
