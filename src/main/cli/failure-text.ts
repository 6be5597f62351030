import type { Failure } from '../../shared/errors';

/** A failure as printed in JSON: what happened and what to do. */
export interface PrintedFailure {
  readonly kind: Failure['kind'];
  readonly message: string;
  readonly advice?: string;
}

export const printedFailure = ({ kind, message, advice }: Failure): PrintedFailure => ({
  kind,
  message,
  ...(advice === undefined ? {} : { advice }),
});

/** A failure as one line of text. */
export const failureLine = ({ message, advice }: Pick<Failure, 'message' | 'advice'>): string =>
  advice === undefined ? message : `${message} ${advice}`;
