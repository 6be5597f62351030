import { useEffect } from 'react';
import { updateSettings, useSettings } from '../../../api/settings-store';
import { hasCommandKey, isTaken, listenToKeys } from '../../../ui/keys';
import { zoomKeys } from '../../../ui/picture/zoom-keys';
import { toggleCorrecting, type MapStore } from '../store/map-store';
import { selectionOf } from '../store/selection';
import type { ZoomControls } from '../../../ui/picture/use-zoom';

/** Keys that act on the open photo wherever the focus is, except in controls that take keys themselves. */
export function useMapKeys(
  map: MapStore,
  zoom: ZoomControls,
  { onComplete, mayCorrect }: { readonly onComplete: () => void; readonly mayCorrect: boolean },
): void {
  useEffect(() => {
    const act: Readonly<Record<string, () => void>> = {
      ...zoomKeys(zoom),
      h: () => map.setState(({ bare }) => ({ bare: !bare })),
      r: () => map.setState(({ showRegions }) => ({ showRegions: !showRegions })),
      d: onComplete,
      o: () => {
        const { outline } = useSettings.getState();
        void updateSettings({ outline: outline === 'box' ? 'ellipse' : 'box' });
      },
      Escape: () => {
        if (map.getState().correcting) toggleCorrecting(map);
        else map.setState({ ...selectionOf([]), hoveredId: null });
      },
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (isTaken(event) || hasCommandKey(event) || event.altKey) return;
      if (event.shiftKey && event.key === 'R') {
        if (mayCorrect) toggleCorrecting(map);
        event.preventDefault();
        return;
      }
      const action = act[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      if (!action) return;
      action();
      event.preventDefault();
    };
    return listenToKeys(onKeyDown);
  }, [map, zoom, onComplete, mayCorrect]);
}
