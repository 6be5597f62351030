import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { ReadableDatabase } from '../../data/database';
import { folderSize } from '../../data/folder-size';
import { schemaNumber } from '../../data/migrate';
import { DATABASE_FILE, MODELS_FOLDER, PHOTOS_FOLDER, TRAINING_FOLDER } from '../../data/set-aside';
import { BACKUPS_FOLDER } from '../../updates/backups';

/** Counting the files of more photos would keep the disk busy for seconds. */
const MOST_PHOTOS = 5_000;

const TABLES = {
  users: 'users WHERE removed_at IS NULL',
  patients: 'patients',
  visits: 'visits',
  photos: 'photos',
  analyses: 'analyses',
  'waiting for analysis': 'pending_analyses',
  'training runs': 'training_runs',
} as const;

const countSchema = z.object({ count: z.number() });

/** How many of everything a library holds, and the number of its schema. */
export const libraryCounts = (database: ReadableDatabase): Readonly<Record<string, number>> => ({
  schema: schemaNumber(database),
  ...Object.fromEntries(
    Object.entries(TABLES).map(([name, rows]) => [
      name,
      countSchema.parse(database.one(`SELECT count(*) AS count FROM ${rows}`)).count,
    ]),
  ),
});

/** Bytes of a library by what takes them. @param photos how many it holds. */
export async function librarySizes(
  dataFolder: string,
  photos: number,
): Promise<Readonly<Record<string, number | null>>> {
  const folder = (name: string): Promise<number> => folderSize(join(dataFolder, name));
  const database = await stat(join(dataFolder, DATABASE_FILE)).then(
    ({ size }) => size,
    () => 0,
  );
  return {
    database,
    photos: photos > MOST_PHOTOS ? null : await folder(PHOTOS_FOLDER),
    training: await folder(TRAINING_FOLDER),
    models: await folder(MODELS_FOLDER),
    backups: await folder(BACKUPS_FOLDER),
    'computed things': await folder('engine-cache'),
  };
}

const nameSchema = z.array(z.object({ name: z.string().nullable() }));

/** Every name and number of a person that a library knows, removed ones too. */
export const namesInLibrary = (database: ReadableDatabase): readonly string[] =>
  nameSchema
    .parse(
      database.all(
        `SELECT name FROM patients UNION ALL SELECT local_number FROM patients UNION ALL SELECT name FROM users`,
      ),
    )
    .flatMap(({ name }) => name ?? []);
