import { useSyncExternalStore } from 'react';
import { create } from 'zustand';
import { afterToggle, railsShown, type Rails, type RailsShown } from './rails';

interface LayoutStore extends Rails {
  readonly showShortcuts: boolean;
}

/** Up to this width, CSS pixels, gallery and panel take turns beside the photo, which would have no room between them. */
const NARROW = '(max-width: 48rem)';
/** Up to this width they lie over the photo; the same as in `app.module.css` and `lesion-map.module.css`. */
const OVER_PHOTO = '(max-width: 36rem)';

const matches = (query: string): boolean => typeof window !== 'undefined' && window.matchMedia(query).matches;

/** Which parts of the window are folded away. */
export const useLayout = create<LayoutStore>()(() => ({
  showGallery: true,
  showPanel: !matches(OVER_PHOTO),
  front: 'panel',
  hasPanel: false,
  showShortcuts: false,
}));

const { getState, setState } = useLayout;

function onWidthChanged(tell: () => void): () => void {
  const query = window.matchMedia(NARROW);
  query.addEventListener('change', tell);
  return () => query.removeEventListener('change', tell);
}

/** What of gallery and panel is on screen in a window of this width, which larger text makes narrower. */
export function useRails(): RailsShown {
  const narrow = useSyncExternalStore(onWidthChanged, () => matches(NARROW));
  return railsShown(useLayout(), narrow);
}

export const toggleGallery = (): void => setState(afterToggle(getState(), 'gallery', matches(NARROW)));
export const togglePanel = (): void => setState(afterToggle(getState(), 'panel', matches(NARROW)));

/** Told whether there is a photo up, which a panel belongs to. */
export const setHasPanel = (hasPanel: boolean): void => setState({ hasPanel });

export const showShortcuts = (shown: boolean): void => setState({ showShortcuts: shown });

/** After a photo has been chosen, a gallery that lies over it makes way. */
export const makeWayForPhoto = (): void => {
  if (matches(OVER_PHOTO)) setState({ showGallery: false });
};
