import { listPending } from '../data/repositories/pending-analyses';
import { findPhoto } from '../data/repositories/photos';
import type { ReadableDatabase } from '../data/database';
import type { AnalysisQueue } from './analysis-queue';

/** After so many starts in a row that ended unexpectedly, nothing goes on by itself. */
export const STARTS_OF_A_LOOP = 3;

/** What a person is told, and asked, where Macule seems to end by what it takes up again. */
export interface LoopQuestion {
  readonly starts: number;
  /** File names of the photos whose analyses had begun and not ended. */
  readonly begun: readonly string[];
  /** Analyses that wait. */
  readonly waiting: number;
}

export interface ResumeOptions {
  readonly database: ReadableDatabase;
  readonly analyses: Pick<AnalysisQueue, 'resume'>;
  /** Starts in a row right before this one that ended unexpectedly. */
  readonly unendedStarts: number;
  readonly ask: (question: LoopQuestion) => Promise<'leave-out' | 'go-on'>;
  readonly log: (line: string) => void;
}

/**
 * Takes up the analyses that an earlier session left undone. Where the last starts all ended unexpectedly, it asks
 * first, and until it has an answer everything else works: what was being analysed may be what ends Macule.
 */
export async function resumeAnalyses(options: ResumeOptions): Promise<void> {
  const { database, analyses, unendedStarts, ask, log } = options;
  const pending = listPending(database);
  if (unendedStarts < STARTS_OF_A_LOOP || pending.length === 0) return analyses.resume();
  log(`the last ${unendedStarts} starts ended unexpectedly: analyses wait`);
  const begun = pending.filter(({ attempts }) => attempts > 0);
  const names = begun.map(({ photoId }) => findPhoto(database, photoId)?.fileName ?? photoId);
  const answer = await ask({ starts: unendedStarts, begun: names, waiting: pending.length });
  analyses.resume(answer === 'leave-out' ? 'untried' : 'all');
}
