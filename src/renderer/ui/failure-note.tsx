import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Failure } from '../../shared/errors';
import styles from './failure-note.module.css';

interface FailureNoteProps {
  readonly title: string;
  readonly failure: Pick<Failure, 'message' | 'advice'>;
  /** Buttons for what can be done now. */
  readonly children?: ReactNode;
}

/** What went wrong, in a sentence, what to do about it, and the buttons to do it with. */
export function FailureNote({ title, failure, children }: FailureNoteProps) {
  return (
    <div role="alert" className={styles['note']}>
      <TriangleAlert aria-hidden className={styles['sign']} size={20} />
      <div className={styles['text']}>
        <h2>{title}</h2>
        <p>{failure.message}</p>
        {failure.advice && <p>{failure.advice}</p>}
        {children && <div className={styles['actions']}>{children}</div>}
      </div>
    </div>
  );
}
