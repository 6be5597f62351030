import { secondsLeft } from '../../shared/time-left';
import type { CliContext } from './context';
import { duration } from './duration';

const CLEAR_LINE = '\r\u001b[K';

/** One line on the terminal that says how far a job is and when it will end. */
export interface ProgressLine {
  /** `done` of `total` are finished. */
  show(done: number, total: number, what: string): void;
  /** Takes the line away; call before anything else is printed. */
  clear(): void;
}

/** A progress line on stderr; silent where nobody watches it. */
export function progressLine({ stderr, clock }: Pick<CliContext, 'stderr' | 'clock'>): ProgressLine {
  if (!stderr.isTTY) return { show: () => undefined, clear: () => undefined };
  const started = clock();
  return {
    show(done, total, what) {
      const left = secondsLeft(done, total, clock() - started);
      stderr.write(
        `${CLEAR_LINE}${done} of ${total} ${what}${left === null ? '' : `, ${duration(left)} left`}`,
      );
    },
    clear: () => void stderr.write(CLEAR_LINE),
  };
}
