import { Progress } from 'radix-ui';
import styles from './progress-bar.module.css';

interface ProgressBarProps {
  readonly label: string;
  /** 0–1; null where it cannot be known yet. */
  readonly fraction: number | null;
}

export function ProgressBar({ label, fraction }: ProgressBarProps) {
  const percent = fraction === null ? null : Math.round(Math.min(1, Math.max(0, fraction)) * 100);
  return (
    <Progress.Root className={styles['track']} value={percent} aria-label={label}>
      <Progress.Indicator className={styles['bar']} style={{ inlineSize: `${percent ?? 30}%` }} />
    </Progress.Root>
  );
}
