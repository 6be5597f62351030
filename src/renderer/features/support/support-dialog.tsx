import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { create } from 'zustand';
import { onEvent, request } from '../../api/client';
import { LOADING, remoteOf, type Remote } from '../../api/remote';
import { RemoteView } from '../../api/remote-view';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { showFailure } from '../../ui/toast-store';
import styles from './support.module.css';

const useSupport = create<{ readonly shown: boolean }>()(() => ({ shown: false }));

/** The menu opens the dialog. */
export function connectSupport(): void {
  onEvent('support:show', () => useSupport.setState({ shown: true }));
}

/** What can be sent to support, to be read before it is copied; nothing while it is not wanted. */
export function SupportDialog() {
  const shown = useSupport((store) => store.shown);
  return shown && <Information />;
}

function Information() {
  const [text, setText] = useState<Remote<string>>(LOADING);
  const [copied, setCopied] = useState(false);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let wanted = true;
    void request('support:read', {}).then((result) => {
      if (wanted) setText(remoteOf(result.ok ? { ok: true, value: result.value.text } : result));
    });
    return () => {
      wanted = false;
    };
  }, [attempt]);
  const copy = async (): Promise<void> => {
    const result = await request('support:copy', {});
    setCopied(result.ok);
    if (!result.ok) showFailure('Not copied', result.failure);
  };
  return (
    <Dialog
      title="Information for support"
      lightDismiss
      onClose={() => useSupport.setState({ shown: false })}
    >
      <p>
        Versions, engines, sizes and the last problems. It names no patient, person, folder or file; read it
        before you send it.
      </p>
      <div className={styles['text']} tabIndex={0} role="group" aria-label="What is copied">
        <RemoteView
          remote={text}
          loading="Looking…"
          failed="The information cannot be shown"
          onRetry={() => setAttempt((count) => count + 1)}
        >
          {(loaded) => <pre>{loaded}</pre>}
        </RemoteView>
      </div>
      <div className={styles['row']}>
        <span role="status">{copied && 'Copied. Nothing was sent.'}</span>
        <Button look="main" disabled={text.state !== 'loaded'} onClick={() => void copy()}>
          {copied ? <Check aria-hidden size={16} /> : <Copy aria-hidden size={16} />} Copy
        </Button>
      </div>
    </Dialog>
  );
}
