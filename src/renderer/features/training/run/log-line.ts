import type { LogEntry } from '../../../../shared/training/course';
import { countOf } from '../../../ui/format';
import { spanText } from '../times';
import { figureText, figureTitle, mainFigure } from '../words';

const REASONS = {
  finished: 'All rounds are done',
  'early-stopping': 'Stopped by itself: it no longer got better',
  time: 'The time is up',
  cancelled: 'Stopped when asked to',
} as const;

/** One line of a run's log. */
export function logLine(entry: LogEntry): string {
  switch (entry.event) {
    case 'start': {
      const left =
        entry.leakedPhotos > 0 ? `; ${countOf(entry.leakedPhotos, 'copy', 'copies')} left out` : '';
      const how = entry.resumedAtStep > 0 ? `Resumed at step ${entry.resumedAtStep}` : 'Started';
      return `${how}: ${countOf(entry.trainPhotos, 'photo')} to learn from, ${entry.validPhotos} to check with${left}; ${entry.parameters.toLocaleString('en')} parameters on ${entry.engine.device}.`;
    }
    case 'epoch': {
      const loss = entry.losses['total'] ?? entry.losses['loss'];
      const figure = mainFigure(Object.keys(entry.metrics));
      const parts = [
        ...(loss === undefined ? [] : [`loss ${figureText('loss', loss)}`]),
        ...(figure === null
          ? []
          : [`${figureTitle(figure)} ${figureText(figure, entry.metrics[figure] ?? 0)}`]),
      ];
      return `Round ${entry.epoch}: ${parts.join(', ')}${entry.best ? '. Best so far, saved.' : '.'}`;
    }
    case 'smaller-batch':
      return `Memory ran short: from step ${entry.step} on with ${entry.to} instead of ${entry.from} photos at once.`;
    case 'skipped':
      return `Left out ${entry.file}: ${entry.message}`;
    case 'log-broken':
      return `The record of this training was changed outside Macule, or the drive has damaged it: what stood from line ${entry.line} on is left out.`;
    case 'checkpoint':
      return `Checkpoint written at step ${entry.step}.`;
    case 'done':
      return `${REASONS[entry.reason]}, after ${spanText(entry.seconds)} of training.`;
  }
}
