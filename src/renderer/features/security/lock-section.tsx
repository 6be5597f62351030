import { useId } from 'react';
import type { Protection } from '../../../shared/ipc/library';
import { ROLE_NAMES, mayDo } from '../../../shared/access/role';
import { Button } from '../../ui/button';
import { changeOrTell } from './security-store';
import styles from './security.module.css';

const MINUTES = [1, 2, 5, 10, 15, 30, 60] as const;

/** Who is here, and when the library locks by itself. */
export function LockSection({ protection }: { readonly protection: Protection }) {
  const id = useId();
  const { user, lockAfterMinutes } = protection;
  if (!user) return null;
  return (
    <section>
      <h3>
        {user.name} · {ROLE_NAMES[user.role]}
      </h3>
      <div className={styles['row']}>
        <label htmlFor={id}>Lock when nobody is at the computer</label>
        <select
          id={id}
          value={lockAfterMinutes ?? ''}
          disabled={!mayDo(user.role, 'administrator')}
          onChange={({ target }) =>
            void changeOrTell('library:lock-after', {
              minutes: target.value === '' ? null : Number(target.value),
            })
          }
        >
          {MINUTES.map((minutes) => (
            <option key={minutes} value={minutes}>
              after {minutes} {minutes === 1 ? 'minute' : 'minutes'}
            </option>
          ))}
          <option value="">never</option>
        </select>
        <Button
          title="Lock, or let somebody else in ( Ctrl/Cmd + L )"
          onClick={() => void changeOrTell('library:lock', {})}
        >
          Lock now
        </Button>
      </div>
    </section>
  );
}
