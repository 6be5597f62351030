import { create } from 'zustand';

interface LayoutStore {
  readonly showGallery: boolean;
  readonly showPanel: boolean;
  readonly showShortcuts: boolean;
}

/** Up to this width the gallery lies over the photo, not beside it; the same as in `app.module.css`. */
const NARROW = '(max-width: 48rem)';

export const isNarrow = (): boolean => window.matchMedia(NARROW).matches;

/** Which parts of the window are folded away. */
export const useLayout = create<LayoutStore>()(() => ({
  showGallery: true,
  showPanel: typeof window === 'undefined' || !isNarrow(),
  showShortcuts: false,
}));

const { setState } = useLayout;

/** In a narrow window only one of the two has room at a time. */
export const toggleGallery = (): void =>
  setState(({ showGallery, showPanel }) => ({
    showGallery: !showGallery,
    showPanel: showPanel && (showGallery || !isNarrow()),
  }));

export const togglePanel = (): void =>
  setState(({ showGallery, showPanel }) => ({
    showPanel: !showPanel,
    showGallery: showGallery && (showPanel || !isNarrow()),
  }));

export const showShortcuts = (shown: boolean): void => setState({ showShortcuts: shown });

/** After a photo has been chosen in a narrow window, the gallery makes way for it. */
export const makeWayForPhoto = (): void => {
  if (isNarrow()) setState({ showGallery: false });
};
