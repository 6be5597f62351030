import { z } from 'zod';

/** Every foreseen failure, as one closed list: a new kind is a compile error wherever kinds are told apart. */
export const FAILURE_KINDS = [
  'unreadable-file',
  'unsupported-format',
  'picture-too-large',
  'picture-too-small',
  'not-enough-memory',
  'not-found',
  'invalid-input',
  'no-space',
  'network',
  'database',
  'locked',
  'not-allowed',
  'model-unavailable',
  'engine-stopped',
  'engine-failed',
  'cancelled',
  'internal',
] as const;

/** Kinds of failure that are one photo's own, as against those of the machinery: what works on many goes on without it. */
const PHOTOS_OWN: readonly FailureKind[] = [
  'unreadable-file',
  'unsupported-format',
  'picture-too-large',
  'picture-too-small',
  'not-found',
];

export const isPhotosOwn = ({ kind }: Failure): boolean => PHOTOS_OWN.includes(kind);

export type FailureKind = (typeof FAILURE_KINDS)[number];

/** A failure that can cross a process: what happened, to which file, and what to do about it. */
export const failureSchema = z.object({
  kind: z.enum(FAILURE_KINDS),
  /** One sentence for a clinician. */
  message: z.string(),
  /** File name without its folder, where one file is concerned. */
  file: z.string().optional(),
  /** What the reader can do now. */
  advice: z.string().optional(),
  /** Whether the same request can succeed when it is made again unchanged. */
  retryable: z.boolean(),
});

export type Failure = Readonly<z.infer<typeof failureSchema>>;

/** A {@link Failure} while it travels as an exception inside one process. */
export class MaculeError extends Error {
  override readonly name = 'MaculeError';

  constructor(
    readonly failure: Failure,
    options?: { cause?: unknown },
  ) {
    super(failure.message, options);
  }
}

/** Turns anything thrown into a plain failure; a programming mistake becomes `internal`. */
export function toFailure(thrown: unknown): Failure {
  if (thrown instanceof MaculeError) return thrown.failure;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return { kind: 'internal', message: `Something went wrong inside Macule: ${message}`, retryable: false };
}
