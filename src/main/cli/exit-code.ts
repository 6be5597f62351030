import type { Failure } from '../../shared/errors';

/** What a command's end tells the shell. */
export const EXIT = {
  ok: 0,
  /** Some of the work failed; the rest was done. */
  failed: 1,
  /** The command could not start as it was given. */
  usage: 2,
  /** Ctrl-C, as shells count it: 128 + SIGINT. */
  cancelled: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The exit code for a failure that ended a whole command. */
export function exitCodeOf({ kind }: Failure): ExitCode {
  switch (kind) {
    case 'cancelled':
      return EXIT.cancelled;
    case 'invalid-input':
    case 'not-found':
    case 'model-unavailable':
      return EXIT.usage;
    default:
      return EXIT.failed;
  }
}
