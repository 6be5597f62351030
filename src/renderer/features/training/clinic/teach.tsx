import { GraduationCap } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import type { ClinicDataset } from '../../../../shared/ipc/retraining';
import { onEvent, request } from '../../../api/client';
import { LOADING, remoteOf, type Remote } from '../../../api/remote';
import { RemoteView } from '../../../api/remote-view';
import { Button } from '../../../ui/button';
import { countOf } from '../../../ui/format';
import { showFailure } from '../../../ui/toast-store';
import { showPane } from '../store/pane-store';
import { refreshRuns } from '../store/runs-store';
import { DoneBy } from '../done-by';
import { minutesUntil } from '../times';
import { ReviewList } from './review-list';
import styles from '../new-run/new-run.module.css';

/** The clinic's own photos that could teach the model in use, fetched again whenever the record changes. */
function useClinicDataset(): { readonly dataset: Remote<ClinicDataset>; readonly refresh: () => void } {
  const [dataset, setDataset] = useState<Remote<ClinicDataset>>(LOADING);
  const refresh = useCallback(
    () => void request('retraining:dataset', {}).then((result) => setDataset(remoteOf(result))),
    [],
  );
  useEffect(() => {
    refresh();
    const ends = [onEvent('record:changed', refresh), onEvent('models:changed', refresh)];
    return () => ends.forEach((end) => end());
  }, [refresh]);
  return { dataset, refresh };
}

/** Teaching the model in use the clinic's own patients: what there is to learn from, and the start of it. */
export function Teach({ onOpenPhoto }: { readonly onOpenPhoto: (photoId: string) => void }) {
  const { dataset, refresh } = useClinicDataset();
  return (
    <div className={styles['form']}>
      <header>
        <h2>Teach it your patients</h2>
        <p className={styles['muted']}>
          The model in use learns from your photos whose lesion map is confirmed and whose patient agreed to
          AI training. The new model is compared with it on patients that training never sees, and takes its
          place only if it is better and you say so. Nothing leaves this computer.
        </p>
      </header>
      <RemoteView
        remote={dataset}
        loading="Counting confirmed photos…"
        failed="Your confirmed photos cannot be counted"
        onRetry={refresh}
      >
        {(loaded) => <Dataset dataset={loaded} />}
      </RemoteView>
      <ReviewList onOpenPhoto={onOpenPhoto} />
    </div>
  );
}

const PARTS = [
  ['train', 'To learn from'],
  ['valid', 'To choose by while it learns'],
  ['test', 'Locked test set, which it never sees'],
] as const;

function Dataset({ dataset }: { readonly dataset: ClinicDataset }) {
  const { parts, shortage, withoutConsent, parent, refusal } = dataset;
  return (
    <>
      <section className={styles['section']} aria-labelledby="clinic-photos">
        <h3 id="clinic-photos">1. Your confirmed photos</h3>
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">Used</th>
              <th scope="col">Photos</th>
              <th scope="col">Patients</th>
            </tr>
          </thead>
          <tbody>
            {PARTS.map(([part, title]) => (
              <tr key={part}>
                <th scope="row">{title}</th>
                <td>{parts[part].photos}</td>
                <td>{parts[part].patients}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className={styles['muted']}>A patient stays in one part for good.</p>
        {withoutConsent > 0 && (
          <p className={styles['muted']}>
            {countOf(withoutConsent, 'confirmed photo')} left out: no patient, or no consent to AI training.
          </p>
        )}
        {shortage.photos > 0 && (
          <p role="status">
            About {countOf(shortage.photos, 'more confirmed photo')}
            {shortage.patients > 0 && `, of about ${countOf(shortage.patients, 'more patient')},`}{' '}
            {shortage.photos === 1 ? 'is' : 'are'} needed before training makes sense. Confirm lesion maps
            with D, and note the consent to AI training on the photo in the patient’s record.
          </p>
        )}
        {refusal && <p role="status">{refusal}</p>}
      </section>
      <Start enabled={shortage.photos === 0 && parent !== null} parent={parent?.title ?? null} />
    </>
  );
}

function Start({ enabled, parent }: { readonly enabled: boolean; readonly parent: string | null }) {
  const [limited, setLimited] = useState(true);
  const [doneBy, setDoneBy] = useState('07:00');
  const [starting, setStarting] = useState(false);
  const minutes = limited ? minutesUntil(doneBy, new Date()) : null;
  const start = async (): Promise<void> => {
    setStarting(true);
    const result = await request('retraining:begin', { maxMinutes: minutes });
    setStarting(false);
    if (!result.ok) return showFailure('Training was not started', result.failure);
    await refreshRuns();
    showPane({ pane: 'run', runId: result.value.id });
  };
  return (
    <section className={styles['section']} aria-labelledby="clinic-limit">
      <h3 id="clinic-limit">2. Time</h3>
      <DoneBy
        label="Be done by a certain time, comparison included"
        limited={limited}
        onLimited={setLimited}
        doneBy={doneBy}
        onDoneBy={setDoneBy}
      />
      <div>
        <Button
          look="main"
          disabled={!enabled || starting || (limited && minutes === null)}
          onClick={() => void start()}
        >
          <GraduationCap aria-hidden size={17} /> {parent === null ? 'Teach' : `Teach ${parent}`}
        </Button>
      </div>
    </section>
  );
}
