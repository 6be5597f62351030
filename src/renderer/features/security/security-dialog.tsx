import { loadedValue } from '../../api/remote';
import { mayDo } from '../../../shared/access/role';
import { Dialog } from '../../ui/dialog';
import { FailureNote } from '../../ui/failure-note';
import { AuditSection } from './audit-section';
import { BackupSection } from './backup-section';
import { KeySection } from './key-section';
import { LockSection } from './lock-section';
import { PassphraseSection } from './passphrase-section';
import { ProtectSection } from './protect-section';
import { RecoveryKeyNote } from './recovery-key-note';
import { showSecurity, useSecurity } from './security-store';
import { UserSection } from './user-section';
import styles from './security.module.css';

/** Who can open the library, when it locks, and what was done in it. */
export function SecurityDialog() {
  const { protection, fresh } = useSecurity();
  const close = (): void => showSecurity(false);
  if (fresh !== null) return <RecoveryKeyNote {...fresh} />;
  const known = loadedValue(protection);
  const administers = known && (known.user === null || mayDo(known.user.role, 'administrator'));
  return (
    <Dialog title="Protection" onClose={close}>
      <div className={styles['sections']}>
        {protection.state === 'failed' && (
          <FailureNote title="The protection is not known" failure={protection.failure} />
        )}
        {known?.user === null && <ProtectSection protection={known} />}
        {known?.user && <LockSection protection={known} />}
        {known?.user && <PassphraseSection />}
        {known?.user && administers && <UserSection protection={known} own={known.user} />}
        {known?.user && administers && <KeySection protection={known} />}
        {known?.user && <BackupSection mayChange={administers === true} />}
        {administers && <AuditSection users={known.users} />}
      </div>
    </Dialog>
  );
}
