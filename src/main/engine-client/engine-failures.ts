import type { Failure } from '../../shared/errors';

const AGAIN = 'Run the analysis again.';

/** What a job is told whose engine process ended under it. */
export const engineEnded = (why: string): Failure => ({
  kind: 'engine-stopped',
  message: `The analysis engine stopped while it was working: ${why}.`,
  advice: AGAIN,
  retryable: true,
});

/** What a job is told that finds the engine given up. */
export const engineDown = (why: string): Failure => ({
  kind: 'engine-stopped',
  message: `The analysis engine is not running: ${why}`,
  advice: 'Restart the engine, then run the analysis again.',
  retryable: true,
});

export const jobCancelled: Failure = {
  kind: 'cancelled',
  message: 'The analysis was cancelled.',
  retryable: true,
};

export const badReply = (problem: string): Failure => ({
  kind: 'engine-failed',
  message: `The analysis engine gave an answer that Macule does not understand: ${problem}`,
  advice: 'Install Macule again; its parts do not belong to the same version.',
  retryable: false,
});
