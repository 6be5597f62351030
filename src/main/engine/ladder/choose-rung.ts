import type { EngineId } from '../../../shared/engine/status';
import { MaculeError } from '../../../shared/errors';
import { isAvailable, type AvailableRung, type RungProbe } from './rung';

/**
 * The first rung that works, suits and needs no test, or the preferred one, tested or not.
 * @throws MaculeError `engine-failed` where the preferred rung is not available or does not suit.
 */
export function chooseRung<T extends AvailableRung>(
  probes: readonly RungProbe[],
  preferred: EngineId | undefined,
  suits: (rung: AvailableRung) => rung is T,
): T {
  const suiting = probes.filter(isAvailable).filter(suits);
  const chosen =
    preferred === undefined
      ? suiting.find(({ trusted }) => trusted)
      : suiting.find(({ id }) => id === preferred);
  if (chosen) return chosen;
  throw unusable(
    preferred ?? '',
    probes.find(({ id }) => id === preferred)?.reason ?? 'No engine works here.',
  );
}

/** @param why a sentence. */
export const unusable = (engine: string, why: string, cause?: unknown): MaculeError =>
  new MaculeError(
    {
      kind: 'engine-failed',
      message: `The engine ${engine} cannot be used: ${why}`,
      advice: 'Leave the choice of engine to Macule.',
      retryable: false,
    },
    { cause },
  );
