import { loadedValue } from '../../api/remote';
import { Button } from '../../ui/button';
import { ProtectForm, protectionWords } from './protect-form';
import { useSecurity } from './security-store';
import styles from './security.module.css';

interface ProtectStepProps {
  /** The next step is wanted, with a passphrase or without. */
  readonly onNext: () => void;
}

/** The passphrase as a step of the first start. */
export function ProtectStep({ onNext }: ProtectStepProps) {
  const protection = useSecurity((store) => loadedValue(store.protection));
  if (!protection) return <p>Looking how the library is protected …</p>;
  if (protection.user)
    return (
      <>
        <p>
          The library is protected by a passphrase, and {protection.user.name} administers it. More users are
          added with the lock in the bar at the bottom.
        </p>
        <div className={styles['row']}>
          <Button look="main" onClick={onNext}>
            Continue
          </Button>
        </div>
      </>
    );
  return (
    <>
      <p>{protectionWords(protection.protectedBy)}</p>
      <p>
        With a passphrase, nobody opens this library without it. The first user administers it and gets a
        recovery key to print, for the day the passphrase is forgotten. Without one, the bar at the bottom
        keeps saying “{protection.protectedBy === 'open' ? 'Not protected' : 'Protected by this computer'}”;
        its lock sets one at any time.
      </p>
      <div className={styles['narrow']}>
        <ProtectForm cancelLabel="Later" onCancel={onNext} onProtected={onNext} />
      </div>
    </>
  );
}
