import type { RunCourse } from '../../../../shared/training/course';
import type { RunSummary } from '../../../../shared/training/run-summary';
import { unreachable } from '../../../api/remote';
import { Button } from '../../../ui/button';
import { FailureNote } from '../../../ui/failure-note';
import { MODELS } from '../models';
import { Verdict } from '../clinic/verdict';
import { StateBadge } from '../state-badge';
import { loadCourse, useCourse } from '../store/courses-store';
import { stateSentence } from '../words';
import { BestFigures } from './best-figures';
import { LiveFigures } from './live-figures';
import { RunActions } from './run-actions';
import { RunCharts } from './run-charts';
import { RunFacts } from './run-facts';
import { RunLog } from './run-log';
import { RunProgress } from './run-progress';
import styles from './run-view.module.css';

/** One training run: how far it is, how good, and what happened. */
export function RunView({ run }: { readonly run: RunSummary }) {
  const course = useCourse(run.id);
  const sentence = stateSentence(run);
  return (
    <div className={styles['run']}>
      <header className={styles['head']}>
        <div className={styles['titles']}>
          <h2>{run.name}</h2>
          <StateBadge state={run.state} />
          <span className={styles['muted']}>
            {MODELS[run.model].title} · {run.clinic ? run.dataName : `photos from “${run.dataName}”`}
          </span>
        </div>
        <RunActions run={run} />
      </header>
      {run.failure && (
        <FailureNote
          title={run.state === 'failed' ? 'Training failed' : 'Training was interrupted'}
          failure={run.failure}
        />
      )}
      {sentence && !run.failure && <p className={styles['muted']}>{sentence}</p>}
      <CourseBody run={run} course={course} />
    </div>
  );
}

function CourseBody({
  run,
  course,
}: {
  readonly run: RunSummary;
  readonly course: ReturnType<typeof useCourse>;
}) {
  switch (course.state) {
    case 'loading':
      return <p className={styles['muted']}>Loading…</p>;
    case 'failed':
      return (
        <FailureNote title="The curves cannot be shown" failure={course.failure}>
          <Button onClick={() => void loadCourse(run.id)}>Try again</Button>
        </FailureNote>
      );
    case 'loaded':
      return <Course run={run} course={course.value} />;
    default:
      return unreachable(course);
  }
}

function Course({ run, course }: { readonly run: RunSummary; readonly course: RunCourse }) {
  const going = run.state === 'running' || run.state === 'pausing' || run.state === 'stopping';
  return (
    <>
      {going && <RunProgress run={run} course={course} />}
      {going && <LiveFigures course={course} />}
      {run.clinic && <Verdict run={run} />}
      {run.best && <BestFigures run={run} best={run.best} />}
      {(course.steps.length > 0 || course.epochs.length > 0) && <RunCharts course={course} />}
      <RunLog course={course} />
      <RunFacts run={run} course={course} />
    </>
  );
}
