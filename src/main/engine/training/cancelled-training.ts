import { MaculeError } from '../../../shared/errors';

/** What work of a run throws once its signal aborts. */
export const cancelledTraining = (): MaculeError =>
  new MaculeError({ kind: 'cancelled', message: 'The training was cancelled.', retryable: true });
