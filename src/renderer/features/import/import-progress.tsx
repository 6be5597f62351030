import { countOf, timeLeft } from '../../ui/format';
import { Button } from '../../ui/button';
import { ProgressBar } from '../../ui/progress-bar';
import { isImporting, useImport } from './import-store';
import { cancelImport } from './start-import';
import styles from './import.module.css';

/** How far the running import is, with a way to stop it; nothing while there is none. */
export function ImportProgress() {
  const shown = useImport(isImporting);
  const progress = useImport((store) => store.progress);
  if (!shown || !progress) return null;
  const { done, total, fileName, secondsLeft } = progress;
  return (
    <section className={styles['progress']} aria-label="Import">
      <div className={styles['heading']}>
        <strong>
          Adding {Math.min(done + 1, total)} of {countOf(total, 'photo')}
          {secondsLeft !== null && `, ${timeLeft(secondsLeft)}`}
        </strong>
        <Button onClick={() => void cancelImport()}>Stop</Button>
      </div>
      <ProgressBar label="Photos added" fraction={total > 0 ? done / total : null} />
      <p className={styles['file']} title={fileName}>
        {fileName}
      </p>
    </section>
  );
}
