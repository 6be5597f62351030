import { z } from 'zod';
import type { ReadableDatabase } from './database';

/** How much a library holds; nothing that tells whose it is. */
export interface LibrarySummary {
  readonly patients: number;
  readonly visits: number;
  readonly photos: number;
  /** Of all analyses. */
  readonly lesions: number;
  readonly users: number;
  /** Engine of the newest analysis; null before the first. */
  readonly engine: string | null;
}

const count = z.object({ n: z.number() }).transform(({ n }) => n);

export const summarizeLibrary = (database: ReadableDatabase): LibrarySummary => {
  const countOf = (what: string): number => count.parse(database.one(`SELECT count(*) AS n FROM ${what}`));
  return {
    patients: countOf('patients WHERE removed_at IS NULL'),
    visits: countOf('visits WHERE removed_at IS NULL'),
    photos: countOf('photos WHERE removed_at IS NULL'),
    lesions: countOf('lesions'),
    users: countOf('users WHERE removed_at IS NULL'),
    engine:
      z
        .object({ engine_id: z.string() })
        .nullable()
        .parse(database.one('SELECT engine_id FROM analyses ORDER BY finished_at DESC LIMIT 1') ?? null)
        ?.engine_id ?? null,
  };
};
