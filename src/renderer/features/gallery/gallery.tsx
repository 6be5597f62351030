import { useEffect, type KeyboardEvent } from 'react';
import type { GalleryOrder, GalleryRow as Row } from '../../../shared/photo/gallery-row';
import type { PhotoSummary } from '../../../shared/photo/photo';
import { request } from '../../api/client';
import { rowAt, showRows, type PhotoWindow } from '../../api/photos-store';
import { usePhoto } from '../../api/use-photo';
import { hasCommandKey } from '../../ui/keys';
import { GalleryRow } from './gallery-row';
import { GroupRow } from './group-row';
import { useRowList } from '../../ui/use-row-list';
import { removePhoto } from './remove-photo';
import { useOpenIndex } from './use-open-index';
import { neighbourPhoto, photoFrom } from './walk-photos';
import list from '../../ui/row-list.module.css';
import styles from './gallery-row.module.css';

/** Height of every row in CSS pixels: rows that are not fetched yet have their place, whatever they will be. */
const ROW_HEIGHTS: Readonly<Record<GalleryOrder, number>> = { visits: 64, newest: 72 };

interface GalleryProps {
  /** The part of the gallery that was fetched. */
  readonly held: PhotoWindow;
  readonly openId: string | null;
  readonly onOpen: (photoId: string | null) => void;
  /** Called after a photo was opened by a press on its row, not merely passed with the arrow keys. */
  readonly onChosen: () => void;
  readonly onOpenPatient: (patientId: string) => void;
  /** Sorts the photos in no record. */
  readonly onSort: () => void;
}

const isRemoval = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean =>
  (key === 'Delete' || key === 'Backspace') && !ctrlKey && !metaKey && !altKey;

/** The key that leads to the visit after or before in the list. */
const visitStep = (event: KeyboardEvent): 1 | -1 | null =>
  !hasCommandKey(event.nativeEvent)
    ? null
    : event.key === 'ArrowDown'
      ? 1
      : event.key === 'ArrowUp'
        ? -1
        : null;

/** The photos as one virtualised list; what scrolls near is fetched. */
export function Gallery({ held, openId, onOpen, onChosen, onOpenPatient, onSort }: GalleryProps) {
  const { order, total, offset, rows: fetched } = held;
  const height = ROW_HEIGHTS[order];
  const openPhoto = usePhoto(openId) ?? null;
  const openIndex = useOpenIndex(openId, held);
  // The open row stays in the page wherever the list is scrolled: Tab leads to it.
  const rowOf = (index: number): Row | null =>
    fetched[index - offset] ??
    (index === openIndex && openPhoto ? { kind: 'photo', photo: openPhoto, view: null } : null);
  const keyOf = (index: number): string | number => {
    const row = fetched[index - offset];
    if (!row) return index;
    return row.kind === 'photo' ? row.photo.id : (row.visit?.id ?? 'in-no-record');
  };
  const walk = useRowList({
    ...{ count: total, openIndex, rowHeight: height },
    openControl: openId === null ? null : `[data-photo-id="${openId}"] button`,
  });
  const { scroller, rows, tabStop, wantFocus } = walk;
  const first = rows.range?.startIndex ?? 0;
  const last = rows.range?.endIndex ?? 0;
  useEffect(() => showRows({ first, last }), [first, last, held]);

  const remove = (photo: PhotoSummary, index: number) => {
    wantFocus();
    if (photo.id === openId) onOpen(neighbourPhoto(fetched, index - offset)?.id ?? null);
    void removePhoto(photo, (photoId) => {
      wantFocus();
      onOpen(photoId);
    });
  };
  const toVisit = async (photoId: string, step: 1 | -1): Promise<void> => {
    const result = await request('photos:of-visit-beside', { photoId, step });
    if (!result.ok || result.value === null) return;
    wantFocus();
    onOpen(result.value);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const step = visitStep(event);
    const target = walk.indexAfter(event);
    if (step !== null && order === 'visits' && openId !== null) void toVisit(openId, step);
    else if (target !== null) {
      wantFocus();
      void photoFrom(rowAt, target, target < openIndex ? -1 : 1).then((photo) => photo && onOpen(photo.id));
    } else if (isRemoval(event) && openPhoto) remove(openPhoto, openIndex);
    else return;
    event.preventDefault();
  };

  return (
    <div ref={scroller} className={list['scroller']} data-order={order} onKeyDown={onKeyDown}>
      <ul aria-label="Photos" className={list['list']} style={{ blockSize: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const row = rowOf(index);
          const key = keyOf(index);
          const place = { position: index + 1, total, top: start, height, isTabStop: index === tabStop };
          if (!row)
            return (
              <li
                key={key}
                className={[list['row'], styles['waiting']].join(' ')}
                style={{ translate: `0 ${start}px`, blockSize: height }}
                aria-hidden
              />
            );
          if (row.kind === 'group')
            return (
              <GroupRow key={key} {...place} group={row} onOpenPatient={onOpenPatient} onSort={onSort} />
            );
          return (
            <GalleryRow
              key={key}
              {...place}
              photo={row.photo}
              view={order === 'visits' ? row.view : null}
              isOpen={index === openIndex}
              onOpen={() => {
                onOpen(row.photo.id);
                onChosen();
              }}
              onRemove={() => remove(row.photo, index)}
            />
          );
        })}
      </ul>
    </div>
  );
}
