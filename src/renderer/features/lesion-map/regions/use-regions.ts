import { useMemo } from 'react';
import { useStore } from 'zustand';
import { regionsOfFace, type FaceRegions } from '../../../../shared/face/face-regions';
import type { Face } from '../../../../shared/face/face';
import { anchorsOf, faceThrough } from '../../../../shared/face/region-anchors';
import { standardFace } from '../../../../shared/face/standard-face';
import type { Point, Size } from '../../../../shared/geometry/viewport';
import type { PhotoDetail } from '../../../../shared/photo/photo';
import type { MapStore } from '../store/map-store';

/** The regions of the face on the open photo, with what is being changed of them. */
export interface ShownRegions {
  /** Null where no face is known. */
  readonly regions: FaceRegions | null;
  /** What the points are moved away from: the face that was found, or a standard one. */
  readonly base: Face;
  /** Where the points are now, photo pixels. */
  readonly anchors: readonly Point[];
  /** Where the regions come from; `none` shows a standard face while it is put into place. */
  readonly source: 'found' | 'corrected' | 'none';
}

/** @param detail null while it is on its way. */
export function useRegions(detail: PhotoDetail | null, { width, height }: Size, map: MapStore): ShownRegions {
  const draft = useStore(map, (state) => state.draft);
  const correcting = useStore(map, (state) => state.correcting);
  const found = detail?.face ?? null;
  const corrected = detail?.correctedFace ?? null;
  const base = useMemo(() => found ?? standardFace({ width, height }), [found, width, height]);
  const kept = corrected ?? found;
  const anchors = useMemo(
    () => draft ?? anchorsOf(kept ?? base, { width, height }),
    [draft, kept, base, width, height],
  );
  const regions = useMemo(() => {
    const size = { width, height };
    const face = draft ? faceThrough(base, draft, size) : (kept ?? (correcting ? base : null));
    return face && regionsOfFace(face, size);
  }, [draft, kept, base, correcting, width, height]);
  return { regions, base, anchors, source: corrected ? 'corrected' : found ? 'found' : 'none' };
}
