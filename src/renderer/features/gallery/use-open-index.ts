import { useEffect, useState } from 'react';
import { request } from '../../api/client';
import { usePhotos, type PhotoWindow } from '../../api/photos-store';

/** Place of the open photo in the whole gallery; −1 where none is open, or its place is not known yet. */
export function useOpenIndex(openId: string | null, { offset, photos }: PhotoWindow): number {
  const version = usePhotos((store) => store.version);
  const [asked, setAsked] = useState<{ readonly id: string; readonly index: number } | null>(null);
  useEffect(() => {
    if (openId === null) return;
    let wanted = true;
    void request('photos:place', { photoId: openId }).then((result) => {
      if (wanted && result.ok) setAsked({ id: openId, index: result.value ?? -1 });
    });
    return () => {
      wanted = false;
    };
  }, [openId, version]);
  const near = photos.findIndex(({ id }) => id === openId);
  if (near >= 0) return offset + near;
  return asked !== null && asked.id === openId ? asked.index : -1;
}
