import type { TrainingEvent } from '../../shared/training/events';
import { duration } from './duration';

/** Figures that a line has room for, by the names that some model's validation gives them. */
const SHOWN: readonly (readonly [name: string, title: string])[] = [
  ['loss', 'loss'],
  ['subsetAccuracy', 'subset accuracy'],
  ['macroF1', 'macro F1'],
  ['macroAuroc', 'macro AUROC'],
  ['ap50', 'AP50'],
  ['ap50to95', 'AP50-95'],
  ['centreHitRecall', 'centre-hit recall'],
  ['centreHitPrecision', 'precision'],
  ['countError', 'count error'],
];

const STAGES = {
  reading: 'photos read',
  features: 'photos with features',
  training: 'steps',
  validating: 'photos judged',
  calibrating: 'photos calibrated on',
  comparing: 'photos compared on',
} as const;

/** A training event as a line for a person; stages have a progress line. */
export function trainingEventLine(event: Exclude<TrainingEvent, { event: 'stage' }>): string {
  switch (event.event) {
    case 'start':
      return (
        `${event.resumedAtStep > 0 ? `Resumed at step ${event.resumedAtStep}` : 'Started'}: ${event.model}, ` +
        `seed ${event.seed}, ${event.epochs} epochs, ${event.trainPhotos} photos to train on ` +
        `(${event.leakedPhotos} left out because they are held out elsewhere), ${event.validPhotos} to validate ` +
        `on, ${event.parameters} parameters, ${event.engine.id} on ${event.engine.device}`
      );
    case 'step': {
      const { total, ...parts } = event.losses;
      const named = Object.entries(parts).map(([name, loss]) => `${name} ${loss.toFixed(3)}`);
      const left = event.secondsLeft === null ? '' : `, ${duration(event.secondsLeft)} left`;
      return (
        `epoch ${event.epoch + 1} step ${event.step}: loss ${(total ?? 0).toFixed(3)}` +
        `${named.length > 0 ? ` (${named.join(', ')})` : ''}, ${event.photosPerSecond.toFixed(1)} photos/s, ` +
        `engine ${Math.round(100 * event.engineBusy)} % busy${left}`
      );
    }
    case 'epoch': {
      const shown = SHOWN.flatMap(([name, title]) => {
        const value = event.metrics[name];
        return value === undefined ? [] : [`${title} ${value.toFixed(3)}`];
      });
      return (
        `validated after epoch ${event.epoch}: ${shown.join(', ')}` +
        `; training loss ${(event.losses['total'] ?? 0).toFixed(3)}${event.best ? ' (best so far, saved)' : ''}`
      );
    }
    case 'smaller-batch':
      return (
        `Memory ran out at step ${event.step}: going on from there with ${event.to} instead of ` +
        `${event.from} pictures a step`
      );
    case 'skipped':
      return `left out: ${event.message}`;
    case 'log-broken':
      return `events.jsonl was changed outside Macule, or is damaged: left out from line ${event.line} on`;
    case 'checkpoint':
      return `checkpoint at step ${event.step}: ${event.file}`;
    case 'done': {
      const ending = {
        finished: 'Finished',
        'early-stopping': 'No better for long enough: stopped',
        time: 'Time is up',
        cancelled: 'Cancelled',
      }[event.reason];
      const model = event.model === null ? 'no model saved yet' : `best model in ${event.model}`;
      return `${ending} at step ${event.step} after ${duration(event.seconds)}: ${model}`;
    }
  }
}

/** What a stage is called on a progress line. */
export const stageTitle = (stage: keyof typeof STAGES): string => STAGES[stage];
