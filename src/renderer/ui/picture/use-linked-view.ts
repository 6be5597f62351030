import { useEffect } from 'react';
import type { ZoomControls } from './use-zoom';
import type { ViewportStore } from './viewport-store';

/** Lets one stage show what the other shows. */
export function useLinkedView(from: ViewportStore, zoom: ZoomControls, to: ViewportStore): void {
  useEffect(
    () =>
      from.subscribe(({ view }) => {
        const now = to.getState().view;
        const same =
          Math.abs(now.scale - view.scale) < 1e-6 &&
          Math.abs(now.x - view.x) < 0.01 &&
          Math.abs(now.y - view.y) < 0.01;
        if (!same) zoom.show(view);
      }),
    [from, zoom, to],
  );
}
