import { minutesUntil, spanText } from './times';
import styles from './new-run/new-run.module.css';

interface DoneByProps {
  readonly label: string;
  readonly limited: boolean;
  readonly onLimited: (limited: boolean) => void;
  /** Time of day, HH:MM. */
  readonly doneBy: string;
  readonly onDoneBy: (doneBy: string) => void;
}

/** Whether a run has to be done by a time of day, and by which. */
export function DoneBy({ label, limited, onLimited, doneBy, onDoneBy }: DoneByProps) {
  const minutes = limited ? minutesUntil(doneBy, new Date()) : null;
  return (
    <div className={styles['field']}>
      <label className={styles['check']}>
        <input
          type="checkbox"
          checked={limited}
          onChange={(event) => onLimited(event.currentTarget.checked)}
        />
        <span>{label}</span>
      </label>
      {limited && (
        <div className={styles['until']}>
          <input
            type="time"
            aria-label="Be done by"
            value={doneBy}
            onChange={(event) => onDoneBy(event.currentTarget.value)}
          />
          {minutes !== null && <span className={styles['muted']}>in {spanText(minutes * 60)}</span>}
        </div>
      )}
    </div>
  );
}
