import { MaculeError } from '../../../shared/errors';
import type { Inference } from '../../../shared/engine/protocol';
import type { EngineStatus } from '../../../shared/engine/status';
import type { PhotoTiming, TimingProgress } from '../../../shared/ipc/setup';
import type { InferOptions } from '../../engine-client/engine-client';

/** Analyses whose times count; the one before them loads and compiles what the others find ready. */
const MEASURED = 3;
/** What each part of the whole is expected to take, as shares of 1; measured on two cores without a graphics card. */
const SHARES = { drawing: 0.35, 'first-analysis': 0.25, 'comparing-engines': 0.05, measuring: 0.35 } as const;
/** Longest wait for engines that are being compared with the processor, and how often it is looked, milliseconds. */
const [COMPARE_LIMIT_MS, COMPARE_LOOK_MS] = [60_000, 200];
/** Progress of the whole before a time left is worth showing. */
const ENOUGH = 0.1;

export interface TimePhotoOptions {
  /** Draws the photo. @returns the path of a picture. */
  readonly draw: (signal: AbortSignal) => Promise<string>;
  readonly infer: (file: string, options: InferOptions) => Promise<Inference>;
  readonly engineStatus: () => EngineStatus;
  /** Monotonic, milliseconds. */
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: TimingProgress) => void;
}

/**
 * How long a photo takes on this computer: a rendered one is analysed once to warm up, faster engines are compared with
 * the processor, and then it is analysed three times with the engine that is in use then.
 * @throws MaculeError `cancelled`, or as the engine.
 */
export async function timePhoto(options: TimePhotoOptions): Promise<PhotoTiming> {
  const { draw, infer, engineStatus, now, wait, signal, onProgress } = options;
  const started = now();
  let before = 0;
  const tell = (stage: TimingProgress['stage'], share: number): void => {
    if (signal.aborted) throw cancelled();
    const fraction = Math.min(1, before + SHARES[stage] * share);
    const elapsed = (now() - started) / 1_000;
    const secondsLeft = fraction < ENOUGH ? null : (elapsed / fraction) * (1 - fraction);
    onProgress({ stage, fraction, secondsLeft });
  };
  const finish = (stage: TimingProgress['stage']): void => {
    before += SHARES[stage];
  };

  tell('drawing', 0);
  const file = await draw(signal);
  finish('drawing');

  const analyse = async (stage: TimingProgress['stage'], first: number, of: number): Promise<Inference> => {
    tell(stage, first / of);
    return infer(file, {
      ...{ minScore: 0.5, signal },
      onProgress: ({ done, total }) => tell(stage, (first + (total > 0 ? done / total : 0)) / of),
    });
  };
  const { width, height } = await analyse('first-analysis', 0, 1);
  finish('first-analysis');

  const comparing = now();
  while (isComparing(engineStatus()) && now() - comparing < COMPARE_LIMIT_MS) {
    tell('comparing-engines', (now() - comparing) / COMPARE_LIMIT_MS);
    await wait(COMPARE_LOOK_MS);
  }
  finish('comparing-engines');

  const times: number[] = [];
  for (let index = 0; index < MEASURED; index += 1) {
    const began = now();
    await analyse('measuring', index, MEASURED);
    times.push((now() - began) / 1_000);
  }
  tell('measuring', 1);
  times.sort((a, b) => a - b);
  return {
    seconds: times[(MEASURED - 1) / 2] as number,
    analyses: MEASURED,
    megapixels: (width * height) / 1e6,
  };
}

const isComparing = (status: EngineStatus): boolean =>
  status.process === 'ready' && status.ladder.engines.some(({ state }) => state === 'testing');

const cancelled = (): MaculeError =>
  new MaculeError({ kind: 'cancelled', message: 'The test was stopped.', retryable: true });
