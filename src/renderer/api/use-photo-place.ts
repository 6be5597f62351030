import { useEffect, useState } from 'react';
import type { PhotoPlace } from '../../shared/record/patient-record';
import { onEvent, request } from './client';

/** Where a photo stands in the record, kept level with main; null until that is known, and for a photo that is gone. */
export function usePhotoPlace(photoId: string): PhotoPlace | null {
  const [place, setPlace] = useState<PhotoPlace | null>(null);
  useEffect(() => {
    let current = true;
    const refresh = (): void =>
      void request('photographs:place', { photoId }).then((result) => {
        if (current) setPlace(result.ok ? result.value : null);
      });
    refresh();
    const stop = onEvent('record:changed', refresh);
    return () => {
      current = false;
      stop();
    };
  }, [photoId]);
  return place;
}
