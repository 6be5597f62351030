import { LockKeyhole, LockKeyholeOpen } from 'lucide-react';
import type { Protection } from '../../../shared/ipc/library';
import { loadedValue } from '../../api/remote';
import { Button } from '../../ui/button';
import { showSecurity, useSecurity } from './security-store';
import styles from './security.module.css';

const LABELS: Readonly<Record<Protection['protectedBy'], string>> = {
  open: 'Not protected',
  keychain: 'Protected by this computer',
  passphrase: 'Protected from the next start on',
};

/** Says whether the library is protected, and by whom it is open; opens what can be done about it. */
export function SecurityButton() {
  const protection = useSecurity((store) => loadedValue(store.protection));
  const overdue = useSecurity((store) => loadedValue(store.backup)?.overdue === true);
  if (!protection) return null;
  const { protectedBy, user } = protection;
  const open = protectedBy === 'open';
  const label = user ? user.name : LABELS[protectedBy];
  return (
    <Button
      look="bare"
      className={styles['button']}
      data-open={open || overdue}
      title={
        open ? 'Anybody who has this disk can read the photos: set a passphrase' : 'Protection and users'
      }
      onClick={() => showSecurity(true)}
    >
      {open ? <LockKeyholeOpen aria-hidden size={16} /> : <LockKeyhole aria-hidden size={16} />} {label}
      {overdue && ' · backup is due'}
    </Button>
  );
}
