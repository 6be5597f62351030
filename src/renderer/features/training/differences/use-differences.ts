import { useCallback, useEffect, useState } from 'react';
import type { PhotoDifference } from '../../../../shared/ipc/retraining';
import { request } from '../../../api/client';
import { LOADING, remoteOf, type Remote } from '../../../api/remote';
import { showFailure } from '../../../ui/toast-store';

interface Differences {
  readonly photos: Remote<readonly PhotoDifference[]>;
  readonly refresh: () => void;
  /** Lets both models look at a photo and puts it first. @returns its place; null where that failed. */
  readonly lookAt: (photoId: string) => Promise<number | null>;
}

/** Where the model of a run and the one it began from differ. */
export function useDifferences(runId: string): Differences {
  const [photos, setPhotos] = useState<Remote<readonly PhotoDifference[]>>(LOADING);
  const refresh = useCallback(
    () => void request('retraining:differences', { runId }).then((result) => setPhotos(remoteOf(result))),
    [runId],
  );
  useEffect(refresh, [refresh]);
  const lookAt = async (photoId: string): Promise<number | null> => {
    const result = await request('retraining:look-at-photo', { runId, photoId });
    if (!result.ok) {
      showFailure('The models cannot be compared on this photo', result.failure);
      return null;
    }
    setPhotos((before) =>
      before.state === 'loaded'
        ? {
            state: 'loaded',
            value: [result.value, ...before.value.filter((photo) => photo.photoId !== photoId)],
          }
        : before,
    );
    return 0;
  };
  return { photos, refresh, lookAt };
}
