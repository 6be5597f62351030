import { useId } from 'react';
import type { BackupState } from '../../../shared/ipc/backup';
import { loadedValue } from '../../api/remote';
import { Button } from '../../ui/button';
import { FailureNote } from '../../ui/failure-note';
import { dateTime, timeLeft } from '../../ui/format';
import { ProgressBar } from '../../ui/progress-bar';
import { changeOrTell, useSecurity } from './security-store';
import styles from './security.module.css';

const EVERY = [
  [1, 'every day'],
  [7, 'every week'],
  [30, 'every month'],
] as const;

/** Where the backup lies, how old it is, and making one. */
export function BackupSection({ mayChange }: { readonly mayChange: boolean }) {
  const id = useId();
  const backup = useSecurity((store) => loadedValue(store.backup));
  if (!backup) return null;
  const { fileName, everyDays, running, failure } = backup;
  return (
    <section>
      <h3>Backup</h3>
      <p data-overdue={backup.overdue} className={styles['age']}>
        {ageWords(backup)}
      </p>
      {failure && <FailureNote title="The last backup was not finished" failure={failure} />}
      {running ? (
        <div className={styles['row']} role="status">
          <ProgressBar
            label="Backing up"
            fraction={running.total > 0 ? running.done / running.total : null}
          />
          <span>
            {running.done} of {running.total} photos
            {running.secondsLeft !== null && `, ${timeLeft(running.secondsLeft)}`}
          </span>
          <Button onClick={() => void changeOrTell('backup:cancel', {})}>Cancel</Button>
        </div>
      ) : (
        mayChange && (
          <div className={styles['row']}>
            {fileName !== null && (
              <Button look="main" onClick={() => void changeOrTell('backup:run', {})}>
                Back up now
              </Button>
            )}
            <Button onClick={() => void changeOrTell('backup:choose', {})}>
              {fileName === null ? 'Choose where the backup lies …' : 'Another place …'}
            </Button>
            <label htmlFor={id}>Macule makes one</label>
            <select
              id={id}
              value={everyDays ?? ''}
              onChange={({ target }) =>
                void changeOrTell('backup:every', {
                  days: target.value === '' ? null : Number(target.value),
                })
              }
            >
              {EVERY.map(([days, words]) => (
                <option key={days} value={days}>
                  {words}
                </option>
              ))}
              <option value="">only when asked</option>
            </select>
          </div>
        )
      )}
    </section>
  );
}

function ageWords({ fileName, lastAt, overdue }: BackupState): string {
  if (fileName === null)
    return 'There is no backup. Choose a disk that is not in this computer all the time.';
  if (lastAt === null) return `Nothing was backed up to ${fileName} yet.`;
  return `Last backed up to ${fileName} on ${dateTime(lastAt)}${overdue ? ': connect its drive' : ''}.`;
}
