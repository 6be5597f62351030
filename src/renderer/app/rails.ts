/** The two parts of the window beside the photo. */
export type Rail = 'gallery' | 'panel';

/** What was asked of them. */
export interface Rails {
  readonly showGallery: boolean;
  readonly showPanel: boolean;
  /** Which of the two has the place where there is room for one only. */
  readonly front: Rail;
  /** Whether there is a photo up, which a panel belongs to. */
  readonly hasPanel: boolean;
}

/** What of them is on screen. */
export interface RailsShown {
  readonly gallery: boolean;
  readonly panel: boolean;
}

/** @param narrow whether there is room for one of the two only; the other comes back when there is more. */
export function railsShown({ showGallery, showPanel, front, hasPanel }: Rails, narrow: boolean): RailsShown {
  const oneOnly = narrow && showGallery && showPanel && hasPanel;
  return {
    gallery: showGallery && !(oneOnly && front === 'panel'),
    panel: showPanel && !(oneOnly && front === 'gallery'),
  };
}

/** What was asked of them once a part was shown, or hidden where it was on screen. */
export function afterToggle(rails: Rails, rail: Rail, narrow: boolean): Rails {
  const isShown = railsShown(rails, narrow)[rail];
  const front = isShown ? rails.front : rail;
  return rail === 'gallery'
    ? { ...rails, front, showGallery: !isShown }
    : { ...rails, front, showPanel: !isShown };
}
