import { useEffect, type KeyboardEvent } from 'react';
import type { PhotoSummary } from '../../../shared/photo/photo';
import { photoAt, showRows, type PhotoWindow } from '../../api/photos-store';
import { usePhoto } from '../../api/use-photo';
import { GalleryRow } from './gallery-row';
import { useRowList } from '../../ui/use-row-list';
import { removePhoto } from './remove-photo';
import { useOpenIndex } from './use-open-index';
import list from '../../ui/row-list.module.css';
import styles from './gallery-row.module.css';

/** Height of one row in CSS pixels. */
const ROW_HEIGHT = 72;

interface GalleryProps {
  /** The part of the gallery that was fetched. */
  readonly held: PhotoWindow;
  readonly openId: string | null;
  readonly onOpen: (photoId: string | null) => void;
  /** Called after a photo was opened by a press on its row, not merely passed with the arrow keys. */
  readonly onChosen: () => void;
}

const isRemoval = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean =>
  (key === 'Delete' || key === 'Backspace') && !ctrlKey && !metaKey && !altKey;

/** The photos as one virtualised list; what scrolls near is fetched. */
export function Gallery({ held, openId, onOpen, onChosen }: GalleryProps) {
  const { total, offset, photos } = held;
  const openPhoto = usePhoto(openId) ?? null;
  const openIndex = useOpenIndex(openId, held);
  // The open row stays in the page wherever the list is scrolled: Tab leads to it.
  const photoOf = (index: number): PhotoSummary | null =>
    photos[index - offset] ?? (index === openIndex ? openPhoto : null);
  const walk = useRowList({
    count: total,
    openIndex,
    keyOf: (index) => photos[index - offset]?.id ?? index,
    rowHeight: ROW_HEIGHT,
    openControl: openId === null ? null : `[data-photo-id="${openId}"] button`,
  });
  const { scroller, rows, tabStop, wantFocus } = walk;
  const first = rows.range?.startIndex ?? 0;
  const last = rows.range?.endIndex ?? 0;
  useEffect(() => showRows({ first, last }), [first, last, held]);

  const remove = (photo: PhotoSummary) => {
    const index = photos.indexOf(photo);
    const neighbour = photos[index + 1] ?? photos[index - 1];
    wantFocus();
    if (photo.id === openId) onOpen(neighbour?.id ?? null);
    void removePhoto(photo, (photoId) => {
      wantFocus();
      onOpen(photoId);
    });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const target = walk.indexAfter(event);
    if (target !== null) {
      wantFocus();
      void photoAt(target).then((photo) => photo && onOpen(photo.id));
    } else if (isRemoval(event) && openPhoto) remove(photoOf(openIndex) ?? openPhoto);
    else return;
    event.preventDefault();
  };

  return (
    <div ref={scroller} className={list['scroller']} onKeyDown={onKeyDown}>
      <ul aria-label="Photos" className={list['list']} style={{ blockSize: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, key, start }) => {
          const photo = photoOf(index);
          return photo ? (
            <GalleryRow
              key={key}
              photo={photo}
              position={index + 1}
              total={total}
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
          ) : (
            <li
              key={key}
              className={[list['row'], styles['waiting']].join(' ')}
              style={{ translate: `0 ${start}px`, blockSize: ROW_HEIGHT }}
              aria-hidden
            />
          );
        })}
      </ul>
    </div>
  );
}
