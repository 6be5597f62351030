import { useState } from 'react';
import type { Protection } from '../../../shared/ipc/library';
import { Button } from '../../ui/button';
import { ProtectForm, protectionWords } from './protect-form';
import styles from './security.module.css';

/** The first passphrase: until there is one, the key lies on the same disk as the photos, or in the keychain. */
export function ProtectSection({ protection }: { readonly protection: Protection }) {
  const [entering, setEntering] = useState(false);
  return (
    <section>
      <h3>This library has no passphrase</h3>
      <p>{protectionWords(protection.protectedBy)}</p>
      {entering ? (
        <ProtectForm onCancel={() => setEntering(false)} />
      ) : (
        <Button look="main" className={styles['start']} onClick={() => setEntering(true)}>
          Set a passphrase …
        </Button>
      )}
    </section>
  );
}
