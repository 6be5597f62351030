import { useEffect, useRef } from 'react';

/**
 * Keeps presses from the photo underneath, which would take them for a pan. A listener of the element itself: the
 * zoom listens on the stage, below where React does.
 */
export function useOwnPresses<E extends HTMLElement>() {
  const ref = useRef<E>(null);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const keep = (event: Event): void => event.stopPropagation();
    const kinds = ['mousedown', 'touchstart', 'dblclick'] as const;
    for (const kind of kinds) element.addEventListener(kind, keep);
    return () => {
      for (const kind of kinds) element.removeEventListener(kind, keep);
    };
  }, []);
  return ref;
}
