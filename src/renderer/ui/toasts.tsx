import { X } from 'lucide-react';
import { Toast } from 'radix-ui';
import { Button } from './button';
import { dismissToast, useToasts } from './toast-store';
import styles from './toasts.module.css';

/** Milliseconds a message stays: long enough to read twice. */
const STAY_MS = 10_000;

/** The messages at the lower edge of the window; F8 moves the focus to them. */
export function Toasts() {
  const toasts = useToasts((store) => store.toasts);
  return (
    <Toast.Provider swipeDirection="right" duration={STAY_MS} label="Message">
      {toasts.map((toast) => (
        <Toast.Root
          key={toast.id}
          className={styles['toast']}
          data-tone={toast.tone}
          onOpenChange={(open) => {
            if (!open) dismissToast(toast.id);
          }}
        >
          <div>
            <Toast.Title className={styles['title']}>{toast.title}</Toast.Title>
            {toast.detail && (
              <Toast.Description className={styles['detail']}>{toast.detail}</Toast.Description>
            )}
          </div>
          {toast.action && (
            <Toast.Action asChild altText={toast.action.label}>
              <Button onClick={toast.action.run}>{toast.action.label}</Button>
            </Toast.Action>
          )}
          <Toast.Close asChild>
            <Button look="bare" aria-label="Dismiss">
              <X aria-hidden size={16} />
            </Button>
          </Toast.Close>
        </Toast.Root>
      ))}
      <Toast.Viewport className={styles['viewport']} />
    </Toast.Provider>
  );
}
