import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Toast } from 'radix-ui';
import { Button } from './button';
import { dismissToast, useToasts } from './toast-store';
import styles from './toasts.module.css';

/** Milliseconds a message stays: long enough to read twice. */
const STAY_MS = 10_000;

/** Free room above and below the messages, CSS pixels. */
const ROOM = 16;

/** Says to the style sheets how high the messages stand, so that a screen can leave them the room. */
function tellHeight(viewport: HTMLElement | null): (() => void) | undefined {
  if (!viewport) return undefined;
  const { style } = document.documentElement;
  const observer = new ResizeObserver(() => {
    const height = viewport.offsetHeight;
    style.setProperty('--messages-height', height > 0 ? `${height + ROOM}px` : '0px');
  });
  observer.observe(viewport);
  return () => observer.disconnect();
}

/** The messages at the lower edge of the window; F8 moves the focus to them. */
export function Toasts() {
  const toasts = useToasts((store) => store.toasts);
  const viewport = useRef<HTMLOListElement>(null);
  useEffect(() => tellHeight(viewport.current), []);
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
      <Toast.Viewport ref={viewport} className={styles['viewport']} />
    </Toast.Provider>
  );
}
