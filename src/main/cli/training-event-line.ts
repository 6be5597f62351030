import type { TrainingEvent } from '../engine/training/events';
import { duration } from './duration';

/** A training event as a line for a person. */
export function trainingEventLine(event: TrainingEvent): string {
  switch (event.event) {
    case 'start':
      return (
        `${event.resumedAtStep > 0 ? `Resumed at step ${event.resumedAtStep}` : 'Started'}: recipe ${event.recipe}, ` +
        `seed ${event.seed}, ${event.trainPhotos} photos to train on (${event.leakedPhotos} left out because they ` +
        `are held out elsewhere), ${event.validPhotos} to validate on, ${event.parameters} parameters, ` +
        `${event.engine.id} on ${event.engine.device}`
      );
    case 'step': {
      const { total, ...parts } = event.losses;
      const losses = Object.entries(parts).map(([name, loss]) => `${name} ${loss.toFixed(3)}`);
      const left = event.secondsLeft === null ? '' : `, ${duration(event.secondsLeft)} left`;
      return (
        `epoch ${event.epoch + 1} step ${event.step}: loss ${(total ?? 0).toFixed(3)} (${losses.join(', ')}), ` +
        `${event.photosPerSecond.toFixed(1)} photos/s${left}`
      );
    }
    case 'epoch': {
      const { ap50, centreHitRecall, centreHitPrecision, threshold, countError, photos } = event.validation;
      return (
        `validated after epoch ${event.epoch} on ${photos} photos: AP50 ${ap50.toFixed(3)}, centre-hit recall ` +
        `${centreHitRecall.toFixed(3)} precision ${centreHitPrecision.toFixed(3)} at ${threshold.toFixed(3)}, ` +
        `count error ${countError.toFixed(1)}${event.best ? ' (best so far, saved)' : ''}`
      );
    }
    case 'smaller-batch':
      return (
        `Memory ran out at step ${event.step}: going on from there with ${event.to} instead of ` +
        `${event.from} tiles a step`
      );
    case 'skipped':
      return `left out: ${event.message}`;
    case 'checkpoint':
      return `checkpoint at step ${event.step}: ${event.file}`;
    case 'done': {
      const ending = { finished: 'Finished', time: 'Time is up', cancelled: 'Cancelled' }[event.reason];
      const model = event.model === null ? 'no model saved yet' : `best model in ${event.model}`;
      return `${ending} at step ${event.step} after ${duration(event.seconds)}: ${model}`;
    }
  }
}
