import { useEffect, type ReactNode } from 'react';
import type { PhotoTiming, TimingProgress } from '../../../shared/ipc/setup';
import { Button } from '../../ui/button';
import { FailureNote } from '../../ui/failure-note';
import { duration, timeLeft } from '../../ui/format';
import { ProgressBar } from '../../ui/progress-bar';
import { stopTest, testThisComputer, useTiming } from './timing-store';
import styles from './first-run.module.css';

const STAGES: Readonly<Record<TimingProgress['stage'], string>> = {
  drawing: 'Drawing a face of nobody …',
  'first-analysis': 'Analysing it once, to warm up …',
  'comparing-engines': 'Comparing faster engines with the processor …',
  measuring: 'Measuring …',
};

interface EngineStepProps {
  /** What computes: engine and device, in a line; null while it is not known. */
  readonly device: string | null;
  /** Every engine, how it stands and why. */
  readonly engines: ReactNode;
}

/** What this computer computes with, and how long a photo takes on it. */
export function EngineStep({ device, engines }: EngineStepProps) {
  const { test } = useTiming();
  useEffect(() => {
    if (useTiming.getState().test.state === 'not-run') void testThisComputer();
    return stopTest;
  }, []);
  return (
    <>
      <p>Macule finds out what this computer can do, and measures it on a rendered photo.</p>
      <dl className={styles['figures']}>
        <div>
          <dt>Computes with</dt>
          <dd>{device ?? 'the engine is starting …'}</dd>
        </div>
        {test.state === 'done' && <Timing timing={test.timing} />}
      </dl>
      {test.state === 'running' && <Progress progress={test.progress} />}
      {test.state === 'failed' && <FailureNote title="The test did not end well" failure={test.failure} />}
      {test.state !== 'running' && (
        <div className={styles['row']}>
          <Button onClick={() => void testThisComputer()}>
            {test.state === 'not-run' ? 'Test this computer' : 'Test again'}
          </Button>
        </div>
      )}
      <details className={styles['details']}>
        <summary>Why this engine and not another</summary>
        {engines}
      </details>
    </>
  );
}

/** Photos of a busy day: what the figure means for a clinic. */
const MANY = 100;

function Timing({ timing: { seconds, analyses, megapixels } }: { readonly timing: PhotoTiming }) {
  const minutes = Math.max(1, Math.round((seconds * MANY) / 60));
  return (
    <div>
      <dt>One photo takes</dt>
      <dd>
        <strong>{duration(seconds * 1_000)}</strong>, {MANY} photos about {minutes} min
        <p className={styles['faint']}>
          From the file to its lesions: the middle of {analyses} analyses of a rendered photo of{' '}
          {megapixels.toFixed(1)} megapixels. Larger files take a little longer to read.
        </p>
      </dd>
    </div>
  );
}

function Progress({ progress }: { readonly progress: TimingProgress | null }) {
  const stage = progress?.stage ?? 'drawing';
  return (
    <div className={styles['progress']}>
      <div className={styles['row']}>
        <span role="status">{STAGES[stage]}</span>
        <span className={styles['spring']} />
        {progress?.secondsLeft != null && <span>{timeLeft(progress.secondsLeft)}</span>}
        <Button onClick={stopTest}>Stop</Button>
      </div>
      <ProgressBar label="Test of this computer" fraction={progress?.fraction ?? null} />
    </div>
  );
}
