import { CircleDashed, Clock, TriangleAlert } from 'lucide-react';
import { unreachable } from '../../api/remote';
import type { AnalysisState } from '../../../shared/photo/photo';
import { countOf, percent, timeLeft } from '../../ui/format';
import { ProgressBar } from '../../ui/progress-bar';
import styles from './analysis-line.module.css';

/** One photo's analysis in one line of its row. */
export function AnalysisLine({ analysis }: { readonly analysis: AnalysisState }) {
  switch (analysis.state) {
    case 'none':
      return (
        <span className={styles['line']}>
          <CircleDashed aria-hidden size={13} /> Not analysed
        </span>
      );
    case 'queued':
      return (
        <span className={styles['line']}>
          <Clock aria-hidden size={13} /> Waiting
        </span>
      );
    case 'running':
      return (
        <span className={styles['running']}>
          <span className={styles['line']}>
            {percent(analysis.fraction)}
            {analysis.secondsLeft !== null && `, ${timeLeft(analysis.secondsLeft)}`}
          </span>
          <ProgressBar label="Analysis" fraction={analysis.fraction} />
        </span>
      );
    case 'done':
      return <span className={styles['count']}>{countOf(analysis.lesionCount, 'lesion')}</span>;
    case 'failed':
      return (
        <span className={styles['problem']} title={analysis.failure.message}>
          <TriangleAlert aria-hidden size={13} /> Analysis failed
        </span>
      );
    default:
      return unreachable(analysis);
  }
}
