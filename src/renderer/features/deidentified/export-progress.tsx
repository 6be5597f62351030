import { useEffect, useState } from 'react';
import type { EventPayload } from '../../../shared/ipc/contract';
import { onEvent, request } from '../../api/client';
import { Button } from '../../ui/button';
import { countOf, timeLeft } from '../../ui/format';
import { ProgressBar } from '../../ui/progress-bar';
import styles from './deidentified.module.css';

interface ExportProgressProps {
  readonly title: string;
  /** What is counted. */
  readonly unit: 'photo' | 'picture';
}

/** How far the export is, with a way to stop it. */
export function ExportProgress({ title, unit }: ExportProgressProps) {
  const [progress, setProgress] = useState<EventPayload<'deidentified:progress'> | null>(null);
  useEffect(() => onEvent('deidentified:progress', setProgress), []);
  const { done = 0, total = 0, secondsLeft = null } = progress ?? {};
  return (
    <div className={styles['step']}>
      <p aria-live="polite">
        {title}
        {total > 0 && `: ${done + 1} of ${countOf(total, unit)}`}
        {secondsLeft !== null && `, ${timeLeft(secondsLeft)}`}
      </p>
      <ProgressBar label={title} fraction={total > 0 ? done / total : null} />
      <div className={styles['actions']}>
        <Button data-first-focus onClick={() => void request('deidentified:cancel', {})}>
          Stop
        </Button>
      </div>
    </div>
  );
}
