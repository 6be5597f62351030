import { useMemo, type KeyboardEvent } from 'react';
import type { PhotoSummary } from '../../../shared/photo/photo';
import { GalleryRow } from './gallery-row';
import { useRowList } from '../../ui/use-row-list';
import { removePhoto } from './remove-photo';
import list from '../../ui/row-list.module.css';

/** Height of one row in CSS pixels. */
const ROW_HEIGHT = 72;

interface GalleryProps {
  readonly photos: readonly PhotoSummary[];
  readonly openId: string | null;
  readonly onOpen: (photoId: string | null) => void;
  /** Called after a photo was opened by a press on its row, not merely passed with the arrow keys. */
  readonly onChosen: () => void;
}

const isRemoval = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean =>
  (key === 'Delete' || key === 'Backspace') && !ctrlKey && !metaKey && !altKey;

/** The photos as one virtualised list. */
export function Gallery({ photos, openId, onOpen, onChosen }: GalleryProps) {
  const ids = useMemo(() => photos.map(({ id }) => id), [photos]);
  const controlOf = (id: string): string => `[data-photo-id="${id}"] button`;
  const walk = useRowList({ ids, openId, rowHeight: ROW_HEIGHT, controlOf });
  const { scroller, rows, openIndex, tabStop, wantFocus } = walk;

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
    const target = walk.idAfter(event);
    const open = photos[openIndex];
    if (target !== null) {
      wantFocus();
      onOpen(target);
    } else if (isRemoval(event) && open) remove(open);
    else return;
    event.preventDefault();
  };

  return (
    <div ref={scroller} className={list['scroller']} onKeyDown={onKeyDown}>
      <ul aria-label="Photos" className={list['list']} style={{ blockSize: rows.getTotalSize() }}>
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
