import { useEffect } from 'react';
import { hasCommandKey, isTaken, listenToKeys } from '../keys';
import type { ZoomControls } from './use-zoom';
import { panOf, zoomKeys } from './zoom-keys';

/** The keys of every picture, wherever the focus is. */
export function useZoomKeys(zoom: ZoomControls): void {
  useEffect(() => {
    const actions = zoomKeys(zoom);
    const onKeyDown = (event: KeyboardEvent): void => {
      if (isTaken(event) || hasCommandKey(event) || event.altKey) return;
      const pan = panOf(event);
      const action = actions[event.key];
      if (pan) zoom.panBy(...pan);
      else if (action) action();
      else return;
      event.preventDefault();
    };
    return listenToKeys(onKeyDown);
  }, [zoom]);
}
