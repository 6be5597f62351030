import { useEffect, useState } from 'react';
import type { GalleryOrder } from '../../../shared/photo/gallery-row';
import { request } from '../../api/client';
import { usePhotos, type PhotoWindow } from '../../api/photos-store';

interface OpenPlace {
  readonly id: string;
  readonly order: GalleryOrder;
  readonly index: number;
}

/** Place of the open photo in the whole gallery; −1 where none is open, or its place is not known yet. */
export function useOpenIndex(openId: string | null, { order, offset, rows }: PhotoWindow): number {
  const version = usePhotos((store) => store.version);
  const [asked, setAsked] = useState<OpenPlace | null>(null);
  useEffect(() => {
    if (openId === null) return;
    let wanted = true;
    void request('photos:place', { photoId: openId, order }).then((result) => {
      if (wanted && result.ok) setAsked({ id: openId, order, index: result.value ?? -1 });
    });
    return () => {
      wanted = false;
    };
  }, [openId, version, order]);
  const near = rows.findIndex((row) => row.kind === 'photo' && row.photo.id === openId);
  if (near >= 0) return offset + near;
  return asked?.id === openId && asked.order === order ? asked.index : -1;
}
