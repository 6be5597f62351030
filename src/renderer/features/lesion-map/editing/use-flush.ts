import { useEffect } from 'react';
import { hasCommandKey } from '../../../ui/keys';

/**
 * Sends a move that waits before the photo is left, and before a key of the app, such as undo, acts on the record.
 */
export function useFlush(editing: { readonly flush: () => void }): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (hasCommandKey(event)) editing.flush();
    };
    // While the press is on its way down: whoever acts on it does so later.
    window.addEventListener('keydown', onKeyDown, true);
    return () => {
      window.removeEventListener('keydown', onKeyDown, true);
      editing.flush();
    };
  }, [editing]);
}
