import type { RunCourse } from '../../../../shared/training/course';
import type { RunSummary } from '../../../../shared/training/run-summary';
import { ProgressBar } from '../../../ui/progress-bar';
import { stepsPerEpoch } from '../chart/curves-of-course';
import { spanText } from '../times';
import styles from './run-view.module.css';

/** How far a run is, what it is doing, and how long it still takes. */
export function RunProgress({ run, course }: { readonly run: RunSummary; readonly course: RunCourse }) {
  const left = course.steps.at(-1)?.secondsLeft ?? null;
  const doing = doingNow(run, course);
  return (
    <div className={styles['progress']}>
      <div className={styles['progressLine']}>
        <strong>{doing}</strong>
        <span>{left === null ? 'Time left: not known yet' : `About ${spanText(left)} left`}</span>
      </div>
      <ProgressBar label="Training" fraction={fractionDone(run, course)} />
    </div>
  );
}

const STAGES = {
  reading: 'Reading photos',
  features: 'Looking at photos with the pre-trained network',
  training: 'Training',
  validating: 'Checking on photos it has not seen',
  calibrating: 'Fitting scores and threshold to photos it has not seen',
  comparing: 'Comparing it with the model in use on the locked test set',
} as const;

function doingNow({ epoch, epochs }: RunSummary, { stage, start }: RunCourse): string {
  if (stage) {
    const counted = stage.total > 0 ? `: ${stage.done} of ${stage.total}` : '';
    return `${STAGES[stage.stage]}${counted}`;
  }
  if (!start) return 'Getting ready';
  const round = epochs === null ? epoch + 1 : Math.min(epoch + 1, epochs);
  return `Training, round ${round}${epochs === null ? '' : ` of ${epochs}`}`;
}

/** 0–1 by the steps done, where it is known how many there are; else null. */
function fractionDone({ epoch, epochs }: RunSummary, course: RunCourse): number | null {
  if (!course.start || epochs === null) return null;
  const perEpoch = stepsPerEpoch(course);
  const step = course.steps.at(-1)?.step;
  const within = perEpoch === null || step === undefined ? epoch : Math.max(epoch, step / perEpoch);
  return Math.min(1, within / epochs);
}
