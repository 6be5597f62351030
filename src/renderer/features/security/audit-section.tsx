import { useState } from 'react';
import {
  AUDIT_KINDS,
  auditKindSchema,
  auditVerdictWords,
  type AuditEntry,
  type AuditFilter,
  type AuditVerdict,
} from '../../../shared/access/audit-entry';
import type { User } from '../../../shared/access/role';
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

const KIND_NAMES: Readonly<Record<(typeof AUDIT_KINDS)[number], string>> = {
  view: 'Looks',
  change: 'Changes',
  export: 'Exports and backups',
  model: 'Analyses and models',
  access: 'Users and locks',
};

/** Who did what and when, and whether anybody has tampered with that. */
export function AuditSection({ users }: { readonly users: readonly User[] }) {
  const [entries, setEntries] = useState<readonly AuditEntry[] | null>(null);
  const [filter, setFilter] = useState<AuditFilter>({ kind: null, userId: null });
  const [complete, setComplete] = useState(false);
  const [verdict, setVerdict] = useState<AuditVerdict | null>(null);

  /** @param shown entries that older ones are added to. */
  const show = async (wanted: AuditFilter, shown: readonly AuditEntry[]): Promise<void> => {
    setFilter(wanted);
    const result = await request('audit:page', { before: shown.at(-1)?.sequence ?? null, filter: wanted });
    if (!result.ok) return showFailure('The audit trail cannot be shown', result.failure);
    setEntries([...shown, ...result.value]);
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
        {entries === null && <Button onClick={() => void show(filter, [])}>Show who did what</Button>}
        <Button onClick={() => void verify()}>Check that nobody has changed it</Button>
        <span role="status">{verdict && auditVerdictWords(verdict)}</span>
      </div>
      {entries !== null && (
        <div className={styles['row']}>
          <select
            aria-label="What"
            value={filter.kind ?? ''}
            onChange={({ currentTarget: { value } }) =>
              void show({ ...filter, kind: auditKindSchema.nullable().parse(value || null) }, [])
            }
          >
            <option value="">Everything</option>
            {AUDIT_KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {KIND_NAMES[kind]}
              </option>
            ))}
          </select>
          <select
            aria-label="Who"
            value={filter.userId ?? ''}
            onChange={({ currentTarget: { value } }) => void show({ ...filter, userId: value || null }, [])}
          >
            <option value="">By anybody</option>
            {users.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
          {entries.length === 0 && <span>Nothing of that kind.</span>}
        </div>
      )}
      {entries !== null && entries.length > 0 && (
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
          {!complete && <Button onClick={() => void show(filter, entries)}>Show older ones</Button>}
        </div>
      )}
    </section>
  );
}
