import { Columns2, ScanSearch } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { RunSummary } from '../../../../shared/training/run-summary';
import type { RetrainingVerdict, VerdictContest } from '../../../../shared/training/verdict';
import { request } from '../../../api/client';
import { LOADING, remoteOf, type Remote } from '../../../api/remote';
import { RemoteView } from '../../../api/remote-view';
import { Button } from '../../../ui/button';
import { countOf } from '../../../ui/format';
import { showPane } from '../store/pane-store';
import { adoptModel } from '../model-requests';
import { ReopenedNote } from './reopened-note';
import { contestText } from './contest-text';
import styles from '../new-run/new-run.module.css';

/** How a run's model compares with the one it began from, and the way to use it. */
export function Verdict({ run }: { readonly run: RunSummary }) {
  const [verdict, setVerdict] = useState<Remote<RetrainingVerdict | null>>(LOADING);
  const [attempt, setAttempt] = useState(0);
  const { id, state } = run;
  useEffect(() => {
    let wanted = true;
    void request('retraining:verdict', { runId: id }).then((result) => {
      if (wanted) setVerdict(remoteOf(result));
    });
    return () => {
      wanted = false;
    };
  }, [id, state, attempt]);
  return (
    <section className={styles['section']} aria-label="Comparison with the model in use">
      <h3>Compared with the model it began from</h3>
      <ReopenedNote runId={id} />
      <RemoteView
        remote={verdict}
        loading="Loading the comparison…"
        failed="The comparison cannot be shown"
        onRetry={() => setAttempt((count) => count + 1)}
      >
        {(loaded) =>
          loaded ? (
            <Compared verdict={loaded} run={run} />
          ) : (
            <p className={styles['muted']}>
              Both models look at the locked test set once training is done. Until then the new one cannot be
              used.
            </p>
          )
        }
      </RemoteView>
    </section>
  );
}

function Compared({ verdict, run }: { readonly verdict: RetrainingVerdict; readonly run: RunSummary }) {
  const { promoted, reason, photos, patients, f1, countError, recalls } = verdict;
  const rows: readonly (readonly [string, VerdictContest, number])[] = [
    ['Finding lesions (F1)', f1, 3],
    ['Count error, lesions a photo', countError, 1],
    ...recalls.map((recall) => [`Found: ${recall.of}`, recall, 3] as const),
  ];
  return (
    <>
      <p role="status" data-promoted={promoted}>
        <strong>{promoted ? 'Better: you may use it.' : 'Not better: the model in use stays.'}</strong>{' '}
        {reason}
      </p>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">On the locked test set</th>
            <th scope="col">Before</th>
            <th scope="col">After</th>
            <th scope="col">Difference (95 %)</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([title, contest, digits]) => {
            const { before, after, difference } = contestText(contest, digits);
            return (
              <tr key={title}>
                <th scope="row">{title}</th>
                <td>{before}</td>
                <td>{after}</td>
                <td>{difference}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className={styles['muted']}>
        {countOf(photos, 'photo')} of {countOf(patients, 'patient')} that neither model learned from in this
        run.
      </p>
      <div className={styles['actions']}>
        <Button onClick={() => showPane({ pane: 'differences', runId: run.id })}>
          <Columns2 aria-hidden size={16} /> See where they differ
        </Button>
        {promoted && (
          <Button look="main" onClick={() => void adoptModel(run)}>
            <ScanSearch aria-hidden size={16} /> Use for analyses
          </Button>
        )}
      </div>
    </>
  );
}
