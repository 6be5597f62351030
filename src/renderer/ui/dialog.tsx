import { X } from 'lucide-react';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { Button } from './button';
import styles from './dialog.module.css';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  /** A press beside it closes it, too: only where nothing is typed or chosen that would be lost. */
  readonly lightDismiss?: boolean;
  readonly children: ReactNode;
}

/**
 * A modal dialog, open for as long as it is mounted. The browser's own `<dialog>` keeps the focus inside
 * and gives it back afterwards without adding style elements, which the page's policy forbids.
 */
export function Dialog({ title, onClose, lightDismiss = false, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const pressedBeside = useRef(false);
  const titleId = useId();
  useEffect(() => {
    const element = dialog.current;
    if (element) show(element);
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
      onClose={({ currentTarget }) => {
        // A second Escape with no press in between cannot be prevented (HTML, “Close requests and close watchers”).
        if (currentTarget.isConnected && !currentTarget.open) show(currentTarget);
      }}
      onPointerDown={(event) => {
        pressedBeside.current = event.target === dialog.current;
      }}
      onClick={(event) => {
        // Text selected past the edge ends in a click on the dialog, too.
        if (lightDismiss && pressedBeside.current && event.target === dialog.current) onClose();
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

function show(dialog: HTMLDialogElement): void {
  dialog.showModal();
  // The browser would choose the close button, the first of all.
  dialog.querySelector<HTMLElement>('[data-first-focus="true"]')?.focus();
}
