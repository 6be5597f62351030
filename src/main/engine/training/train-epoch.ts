import type { TrainingEvent } from '../../../shared/training/events';
import type { BatchLog } from '../input/photo-batches';
import { cosineRate } from '../ml/training/schedule';
import type { StepResult } from './batch-trainer';
import { diverged, saveFailedBatch } from './failed-batch';
import { addLosses, meanLosses, NO_LOSSES } from './loss-means';
import type { Pace } from './pace';
import { plannedShare, secondsLeft, type RunTime, type Standing } from './run-standing';
import type { TrainingRun } from './training-run';
import type { TrainingBatch } from './training-task';

const REPORT_EVERY_SECONDS = 2;
const MEGABYTE = 1e6;

/** What an epoch needs besides the run. */
export interface EpochSurroundings {
  readonly time: RunTime;
  readonly pace: Pace;
  readonly log: BatchLog;
  /** Whether to stop before the next step. */
  readonly stopped: () => boolean;
  /** Tells which photos could not be read since it was last asked. */
  readonly tellSkipped: () => Generator<TrainingEvent, void, void>;
  /** Writes a checkpoint where it is time for one. */
  readonly checkpointIfDue: (standing: Standing) => AsyncGenerator<TrainingEvent, void, void>;
}

/**
 * Trains on the batches of one epoch, from where the run stands.
 * @returns where it stands then, and whether the epoch is complete.
 * @throws MaculeError `engine-failed` where a loss is no number; the batch is saved before.
 */
export async function* trainEpoch(
  run: TrainingRun,
  begun: Standing,
  { time, pace, log, stopped, tellSkipped, checkpointIfDue }: EpochSurroundings,
): AsyncGenerator<TrainingEvent, { readonly standing: Standing; readonly complete: boolean }, void> {
  const { settings, photos, task, trainer, surroundings } = run;
  const { clock } = surroundings;
  let standing = begun;
  let untold = NO_LOSSES;
  const batches = task.batches(standing, log);
  try {
    for (;;) {
      const asked = clock();
      const drawn = await batches.next();
      yield* tellSkipped();
      if (drawn.done === true) return { standing, complete: true };
      const batch = drawn.value;
      const planned = plannedShare(standing, settings.epochs, time);
      const learningRate =
        settings.schedule === 'cosine' ? cosineRate(planned, settings.learningRate) : settings.learningRate;
      const { losses, shrunkFrom, busy } = await trainer.train(batch, learningRate);
      if (shrunkFrom !== null) yield smallerBatch(run, shrunkFrom);
      await refuseNoNumber(run, standing, batch, losses, learningRate);
      pace.add((batch.share - standing.share) * photos.train.length, busy, clock() - asked);
      standing = {
        ...standing,
        from: batch.next,
        share: batch.share,
        losses: addLosses(standing.losses, losses),
      };
      untold = addLosses(untold, losses);
      if (pace.elapsed >= REPORT_EVERY_SECONDS) {
        yield stepEvent(run, standing, meanLosses(untold), learningRate, pace, time);
        untold = NO_LOSSES;
      }
      yield* checkpointIfDue(standing);
      if (time.isUp || stopped()) return { standing, complete: false };
    }
  } finally {
    await batches.return(undefined);
  }
}

/** A run ends at the first loss that is no number: nothing can be learnt after it. */
async function refuseNoNumber(
  { outFolder, settings, task, trainer }: TrainingRun,
  { epoch, best }: Standing,
  batch: TrainingBatch,
  losses: StepResult['losses'],
  learningRate: number,
): Promise<void> {
  if (Object.values(losses).every(Number.isFinite)) return;
  const step = trainer.steps;
  await saveFailedBatch(outFolder, task.program(settings.batchSize).batch, batch, {
    ...{ step, epoch, learningRate, losses },
  });
  throw diverged(step, best !== null);
}

export const smallerBatch = ({ trainer }: TrainingRun, from: number): TrainingEvent => ({
  event: 'smaller-batch',
  step: trainer.steps,
  from,
  to: trainer.batchSize,
});

const stepEvent = (
  { settings, trainer }: TrainingRun,
  standing: Standing,
  losses: StepResult['losses'],
  learningRate: number,
  pace: Pace,
  time: RunTime,
): TrainingEvent => ({
  event: 'step',
  epoch: standing.epoch,
  step: trainer.steps,
  losses,
  learningRate,
  ...pace.take(),
  memoryMB: process.memoryUsage.rss() / MEGABYTE,
  secondsLeft: secondsLeft(time, plannedShare(standing, settings.epochs, time)),
});
