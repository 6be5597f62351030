import { LoaderCircle } from 'lucide-react';
import type { PhotoSummary } from '../../../shared/photo/photo';
import { unreachable } from '../../api/remote';
import { Button } from '../../ui/button';
import { FailureNote } from '../../ui/failure-note';
import { percent, timeLeft } from '../../ui/format';
import { ProgressBar } from '../../ui/progress-bar';
import { cancelAnalysis, runAnalysis } from './run-analysis';
import styles from './stage.module.css';

/** How the analysis of the open photo stands, over the photo; nothing once it is done. */
export function AnalysisNotice({ photo }: { readonly photo: PhotoSummary }) {
  const { analysis } = photo;
  switch (analysis.state) {
    case 'done':
      return null;
    case 'none':
      return (
        <div className={styles['strip']} role="status">
          <p className={styles['course']}>This photo has not been analysed.</p>
          <Button look="main" onClick={() => void runAnalysis(photo.id)}>
            Find lesions
          </Button>
        </div>
      );
    case 'queued':
      return (
        <div className={styles['strip']} role="status">
          <LoaderCircle aria-hidden size={18} />
          <p className={styles['course']}>Waiting for its turn</p>
          <Button onClick={() => void cancelAnalysis(photo.id)}>Cancel</Button>
        </div>
      );
    case 'running':
      return (
        <div className={styles['strip']}>
          <div className={styles['course']}>
            <p>
              Finding lesions · {percent(analysis.fraction)}
              {analysis.secondsLeft !== null && `, ${timeLeft(analysis.secondsLeft)}`}
            </p>
            <ProgressBar label="Finding lesions" fraction={analysis.fraction} />
          </div>
          <Button onClick={() => void cancelAnalysis(photo.id)}>Cancel</Button>
        </div>
      );
    case 'failed':
      return (
        <FailureNote title="The analysis failed" failure={analysis.failure}>
          <Button look="main" onClick={() => void runAnalysis(photo.id)}>
            Try again
          </Button>
        </FailureNote>
      );
    default:
      return unreachable(analysis);
  }
}
