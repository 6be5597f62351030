import type { Face } from '../../../../shared/face/face';
import { faceThrough } from '../../../../shared/face/region-anchors';
import type { Point, Size } from '../../../../shared/geometry/viewport';
import { request } from '../../../api/client';
import { showFailure } from '../../../ui/toast-store';
import type { MapStore } from '../store/map-store';

/** Everything a clinician can do to the regions of the open photo. Each is one action that can be undone. */
export interface FaceEditing {
  /** Shows the points elsewhere while they are held. @param anchors photo pixels. */
  readonly drag: (anchors: readonly Point[]) => void;
  /** Saves where the points are now. @param anchors photo pixels. */
  readonly place: (anchors: readonly Point[]) => void;
  /** The same after a moment without another call: a row of key presses is one action. */
  readonly placeSoon: (anchors: readonly Point[]) => void;
  /** Lets go of points that were held, which go back to where they were. */
  readonly letGo: () => void;
  /** Saves now what still waits. */
  readonly flush: () => void;
  /** Goes back to what was found. */
  readonly reset: () => void;
  /** Whether points are on their way that main does not know of yet. */
  readonly isMoving: () => boolean;
}

/** Milliseconds without a key press after which the points have arrived. */
const PAUSE_MS = 350;

interface FaceEditingOptions {
  readonly map: MapStore;
  readonly photo: Size & { readonly id: string };
  /** What the points are moved away from. */
  readonly base: Face;
}

/** Sends what the clinician does to main; the regions follow when the record has changed. */
export function createFaceEditing({ map, photo, base }: FaceEditingOptions): FaceEditing {
  let held = false;
  let waiting: { readonly anchors: readonly Point[]; readonly timer: ReturnType<typeof setTimeout> } | null =
    null;
  const stopWaiting = (): void => {
    if (waiting) clearTimeout(waiting.timer);
    waiting = null;
  };
  const send = async (landmarks: Face['landmarks'] | null): Promise<void> => {
    const result = await request('faces:correct', { photoId: photo.id, landmarks });
    if (result.ok) return;
    map.setState({ draft: null });
    showFailure('The regions were not changed', result.failure);
  };
  const place = (anchors: readonly Point[]): void => {
    held = false;
    stopWaiting();
    const face = faceThrough(base, anchors, photo);
    map.setState({ draft: face && anchors });
    if (face) void send(face.landmarks);
  };
  return {
    drag: (anchors) => {
      held = true;
      if (faceThrough(base, anchors, photo)) map.setState({ draft: anchors });
    },
    place,
    placeSoon: (anchors) => {
      map.setState({ draft: anchors });
      stopWaiting();
      waiting = { anchors, timer: setTimeout(() => place(anchors), PAUSE_MS) };
    },
    flush: () => {
      if (waiting) place(waiting.anchors);
    },
    letGo: () => {
      held = false;
      map.setState({ draft: null });
    },
    reset: () => {
      stopWaiting();
      void send(null);
    },
    isMoving: () => held || waiting !== null,
  };
}
