import { useCallback, useEffect, useState } from 'react';
import type { PhotoDetail, PhotoSummary } from '../../../../shared/photo/photo';
import { onEvent, request } from '../../../api/client';
import { LOADING, remoteOf, type Remote } from '../../../api/remote';

/**
 * Everything about one photo, fetched when it is opened and again whenever an analysis of it has ended or something of
 * the record has changed.
 * The caller remounts for another photo; an answer that comes too late is dropped.
 */
export function usePhotoDetail(photo: PhotoSummary): {
  readonly detail: Remote<PhotoDetail>;
  readonly retry: () => void;
} {
  const [detail, setDetail] = useState<Remote<PhotoDetail>>(LOADING);
  const [attempt, setAttempt] = useState(0);
  const { analysis } = photo;
  const finishedAt = analysis.state === 'done' ? analysis.finishedAt : null;
  useEffect(() => {
    let wanted = true;
    void request('photos:detail', { photoId: photo.id }).then((result) => {
      if (!wanted) return;
      setDetail(remoteOf(result));
    });
    return () => {
      wanted = false;
    };
  }, [photo.id, finishedAt, attempt]);
  useEffect(() => onEvent('record:changed', () => setAttempt((count) => count + 1)), []);
  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  return { detail, retry };
}
