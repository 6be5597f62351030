import { useVirtualizer, defaultRangeExtractor } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, type KeyboardEvent } from 'react';
import type { PhotoSummary } from '../../../shared/photo/photo';
import { GalleryRow } from './gallery-row';
import { nextIndex } from '../../ui/list-keys';
import { removePhoto } from './remove-photo';
import styles from './gallery.module.css';

/** Height of one row in CSS pixels. */
const ROW_HEIGHT = 72;

interface GalleryProps {
  readonly photos: readonly PhotoSummary[];
  readonly openId: string | null;
  readonly onOpen: (photoId: string | null) => void;
  /** Called after a photo was opened by a press on its row, not merely passed with the arrow keys. */
  readonly onChosen: () => void;
}

/** The photos as one virtualised list: ten thousand rows cost as much as the dozen on screen. */
export function Gallery({ photos, openId, onOpen, onChosen }: GalleryProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const focusWanted = useRef(false);
  const openIndex = photos.findIndex((photo) => photo.id === openId);
  const tabStop = Math.max(0, openIndex);
  // eslint-disable-next-line react-hooks/incompatible-library -- the virtualizer is not passed on to memoised children
  const rows = useVirtualizer({
    count: photos.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 6,
    getItemKey: (index) => photos[index]?.id ?? index,
    // The row that Tab leads to stays in the page even when it is scrolled away.
    rangeExtractor: (range) => [...new Set([...defaultRangeExtractor(range), tabStop])].sort((a, b) => a - b),
  });

  useLayoutEffect(() => {
    if (openIndex >= 0) rows.scrollToIndex(openIndex, { align: 'auto' });
  }, [openIndex, rows]);

  useLayoutEffect(() => {
    if (!focusWanted.current || openId === null) return;
    const row = scroller.current?.querySelector<HTMLElement>(`[data-photo-id="${openId}"] button`);
    if (!row) return;
    focusWanted.current = false;
    row.focus({ preventScroll: true });
  });

  const openAt = (index: number) => {
    const photo = photos[index];
    if (!photo) return;
    focusWanted.current = true;
    onOpen(photo.id);
  };

  const remove = (photo: PhotoSummary) => {
    const index = photos.indexOf(photo);
    const neighbour = photos[index + 1] ?? photos[index - 1];
    focusWanted.current = true;
    if (photo.id === openId) onOpen(neighbour?.id ?? null);
    void removePhoto(photo, (photoId) => {
      focusWanted.current = true;
      onOpen(photoId);
    });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 1);
    const target = nextIndex(event.key, openIndex, photos.length, page);
    const open = photos[openIndex];
    if (target !== null) openAt(target);
    else if ((event.key === 'Delete' || event.key === 'Backspace') && open) remove(open);
    else return;
    event.preventDefault();
  };

  return (
    <div ref={scroller} className={styles['scroller']} onKeyDown={onKeyDown}>
      <ul aria-label="Photos" className={styles['list']} style={{ blockSize: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, key, start }) => {
          const photo = photos[index];
          return photo ? (
            <GalleryRow
              key={key}
              photo={photo}
              position={index + 1}
              total={photos.length}
              top={start}
              height={ROW_HEIGHT}
              isOpen={index === openIndex}
              isTabStop={index === tabStop}
              onOpen={() => {
                onOpen(photo.id);
                onChosen();
              }}
              onRemove={() => remove(photo)}
            />
          ) : null;
        })}
      </ul>
    </div>
  );
}
