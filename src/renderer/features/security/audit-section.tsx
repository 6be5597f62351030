import { useState } from 'react';
import { auditVerdictWords, type AuditEntry, type AuditVerdict } from '../../../shared/access/audit-entry';
import { request } from '../../api/client';
import { Button } from '../../ui/button';
import { dateTime } from '../../ui/format';
import { showFailure } from '../../ui/toast-store';
import { actionWords } from './action-words';
import styles from './security.module.css';

const OUTCOMES: Readonly<Record<AuditEntry['outcome'], string>> = {
  done: '',
  refused: 'refused',
  failed: 'failed',
};

/** Who did what and when, and whether anybody has tampered with that. */
export function AuditSection() {
  const [entries, setEntries] = useState<readonly AuditEntry[] | null>(null);
  const [complete, setComplete] = useState(false);
  const [verdict, setVerdict] = useState<AuditVerdict | null>(null);

  const show = async (): Promise<void> => {
    const result = await request('audit:page', { before: entries?.at(-1)?.sequence ?? null });
    if (!result.ok) return showFailure('The audit trail cannot be shown', result.failure);
    setEntries([...(entries ?? []), ...result.value]);
    setComplete(result.value.at(-1)?.sequence === 1 || result.value.length === 0);
  };
  const verify = async (): Promise<void> => {
    const result = await request('audit:verify', {});
    if (result.ok) setVerdict(result.value);
    else showFailure('The audit trail cannot be checked', result.failure);
  };

  return (
    <section>
      <h3>Audit trail</h3>
      <div className={styles['row']}>
        {entries === null && <Button onClick={() => void show()}>Show who did what</Button>}
        <Button onClick={() => void verify()}>Check that nobody has changed it</Button>
        <span role="status">{verdict && auditVerdictWords(verdict)}</span>
      </div>
      {entries !== null && (
        <div className={styles['trail']} tabIndex={0} role="region" aria-label="Entries of the audit trail">
          <table className={styles['table']}>
            <thead>
              <tr>
                <th scope="col">When</th>
                <th scope="col">Who</th>
                <th scope="col">What</th>
                <th scope="col">Of</th>
              </tr>
            </thead>
            <tbody>
              {entries.map(({ sequence, at, userName, action, subject, outcome }) => (
                <tr key={sequence}>
                  <td>{dateTime(at)}</td>
                  <td>{userName ?? '–'}</td>
                  <td>
                    {actionWords(action)} {OUTCOMES[outcome]}
                  </td>
                  <td title={subject ?? ''}>{subject?.slice(0, 8) ?? ''}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {!complete && <Button onClick={() => void show()}>Show older ones</Button>}
        </div>
      )}
    </section>
  );
}
