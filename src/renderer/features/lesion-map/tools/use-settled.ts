import { useCallback, useEffect, useState } from 'react';
import type { PhotoDetail, PhotoSummary } from '../../../../shared/photo/photo';
import type { Remote } from '../../../api/remote';
import type { PictureState } from '../../../ui/picture/picture-layer';
import type { Mark } from '../store/mark';

interface Facts {
  readonly photo: PhotoSummary;
  readonly detail: Remote<PhotoDetail>;
  readonly marks: readonly Mark[];
  readonly picture: PictureState;
  readonly onSettled: (settled: boolean) => void;
}

/** Whether the map on hand is the one that the photo's analysis state promises. */
export function isFinal(photo: PhotoSummary, detail: Remote<PhotoDetail>): boolean {
  if (detail.state === 'loading') return false;
  switch (photo.analysis.state) {
    case 'queued':
    case 'running':
      return false;
    case 'none':
    case 'failed':
      return true;
    case 'done':
      return detail.state === 'failed' || detail.value.map?.finishedAt === photo.analysis.finishedAt;
  }
}

/**
 * Follows when the screen shows the photo's final state: picture decoded and painted, no analysis under
 * way, and the overlay drawn with the final marks. A failure that is shown counts as final too.
 * @returns the callback that the overlay calls after every frame.
 */
export function useSettled(facts: Facts): (marks: readonly Mark[]) => void {
  const { photo, detail, marks, picture, onSettled } = facts;
  const [drawn, setDrawn] = useState<readonly Mark[] | null>(null);
  const settled = picture !== 'loading' && isFinal(photo, detail) && drawn === marks;
  useEffect(() => {
    if (!settled) {
      onSettled(false);
      return;
    }
    // Two frames: the first paints what React has just committed, the second begins after it.
    let handle = requestAnimationFrame(() => {
      handle = requestAnimationFrame(() => onSettled(true));
    });
    return () => cancelAnimationFrame(handle);
  }, [settled, onSettled]);
  useEffect(() => () => onSettled(false), [onSettled]);
  return useCallback((latest: readonly Mark[]) => setDrawn(latest), []);
}
