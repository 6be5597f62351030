import { X } from 'lucide-react';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { Button } from './button';
import styles from './dialog.module.css';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/**
 * A modal dialog, open for as long as it is mounted. The browser's own `<dialog>` keeps the focus inside
 * and gives it back afterwards without adding style elements, which the page's policy forbids.
 */
export function Dialog({ title, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // The browser would choose the close button, the first of all.
    element?.querySelector<HTMLElement>('[data-first-focus="true"]')?.focus();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={styles['dialog']}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <div className={styles['sheet']}>
        <header className={styles['header']}>
          <h2 id={titleId}>{title}</h2>
          <Button look="bare" aria-label="Close" onClick={onClose}>
            <X aria-hidden size={18} />
          </Button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
