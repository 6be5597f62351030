import { readFile } from 'node:fs/promises';
import { localDay } from '../../../shared/day';
import type { EngineStatus } from '../../../shared/engine/status';
import type { ReadableDatabase } from '../../data/database';
import { libraryCounts, librarySizes, namesInLibrary } from './library-facts';
import { logProblems } from './log-problems';
import { supportText, type SupportFacts } from './support-text';
import { nameRemover } from './without-names';

export interface SupportOptions extends Pick<SupportFacts, 'versions' | 'computer' | 'protectedBy'> {
  readonly database: ReadableDatabase;
  readonly dataFolder: string;
  readonly logFile: string;
  readonly engine: EngineStatus;
  /** Names outside the library that are nobody's business: of the computer and of whoever is signed in. */
  readonly otherNames: readonly string[];
  /** Replaces the paths in a line. */
  readonly withoutPaths: (line: string) => string;
  readonly now: Date;
}

/** What helps support, as text; it names no patient, person, folder or file. */
export async function supportInformation(options: SupportOptions): Promise<string> {
  const { database, dataFolder, logFile, engine, otherNames, withoutPaths, now } = options;
  const { versions, computer, protectedBy } = options;
  const counts = libraryCounts(database);
  const clean = nameRemover([...namesInLibrary(database), ...otherNames]);
  // There is no log before the first line was written.
  const log = await readFile(logFile, 'utf8').catch(() => '');
  return withoutPathsIn(
    supportText({
      ...{ versions, computer, protectedBy, engine, counts },
      day: localDay(now),
      sizes: await librarySizes(dataFolder, counts['photos'] ?? 0),
      problems: logProblems(log).map(withoutPaths).map(clean),
    }),
    withoutPaths,
  );
}

/** Reasons of engines may name files as well. */
const withoutPathsIn = (text: string, withoutPaths: (line: string) => string): string =>
  text.split('\n').map(withoutPaths).join('\n');
