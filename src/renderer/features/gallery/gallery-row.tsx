import { memo } from 'react';
import { CheckCheck, RotateCcw, Tag, Trash2 } from 'lucide-react';
import type { PhotoSummary } from '../../../shared/photo/photo';
import { VIEW_NAMES, type PhotographDetails } from '../../../shared/record/photograph';
import { dateTime } from '../../ui/format';
import { AnalysisLine } from './analysis-line';
import { retryAnalysis } from './retry-analysis';
import { Thumbnail } from './thumbnail';
import list from '../../ui/row-list.module.css';
import styles from './gallery-row.module.css';

interface GalleryRowProps {
  readonly photo: PhotoSummary;
  /** Named in place of the file where the row stands under its visit. */
  readonly view: PhotographDetails['view'];
  /** Place in the whole list, from 1. */
  readonly position: number;
  readonly total: number;
  /** Distance from the top of the list and height, CSS pixels. */
  readonly top: number;
  readonly height: number;
  readonly isOpen: boolean;
  readonly isTabStop: boolean;
  readonly onOpen: () => void;
  readonly onRemove: () => void;
}

/** Rows compare by what they show; the callbacks always act on the row's own photo. */
const sameRow = (a: GalleryRowProps, b: GalleryRowProps): boolean =>
  a.photo === b.photo &&
  a.view === b.view &&
  a.height === b.height &&
  a.position === b.position &&
  a.total === b.total &&
  a.top === b.top &&
  a.isOpen === b.isOpen &&
  a.isTabStop === b.isTabStop;

export const GalleryRow = memo(function GalleryRow(props: GalleryRowProps) {
  const { photo, view } = props;
  return (
    <li
      className={[list['row'], styles['row']].join(' ')}
      style={{ translate: `0 ${props.top}px`, blockSize: props.height }}
      data-photo-id={photo.id}
      data-open={props.isOpen}
      aria-setsize={props.total}
      aria-posinset={props.position}
    >
      <button
        type="button"
        className={styles['open']}
        aria-current={props.isOpen}
        tabIndex={props.isTabStop ? 0 : -1}
        onClick={props.onOpen}
      >
        <Thumbnail photoId={photo.id} />
        <span className={styles['text']}>
          <span className={styles['name']} title={photo.fileName}>
            {view ? VIEW_NAMES[view] : photo.fileName}
          </span>
          {view === null && (
            <span className={styles['date']}>{dateTime(photo.takenAt ?? photo.importedAt)}</span>
          )}
          <span className={styles['state']}>
            <AnalysisLine analysis={photo.analysis} />
            {photo.confirmed && (
              <span className={styles['badge']} title="A clinician has said that the lesion map is complete">
                <CheckCheck aria-hidden size={12} /> confirmed
              </span>
            )}
            {photo.referenceCount > 0 && (
              <span className={styles['badge']} title={`${photo.referenceCount} reference labels`}>
                <Tag aria-hidden size={12} /> labels
              </span>
            )}
          </span>
        </span>
      </button>
      {photo.analysis.state === 'failed' && (
        <button
          type="button"
          className={styles['retry']}
          aria-label={`Analyse ${photo.fileName} again`}
          title="Analyse again"
          tabIndex={props.isTabStop ? 0 : -1}
          onClick={() => void retryAnalysis(photo.id)}
        >
          <RotateCcw aria-hidden size={16} />
        </button>
      )}
      <button
        type="button"
        className={styles['remove']}
        aria-label={`Remove ${photo.fileName}`}
        title="Remove from the gallery (Delete)"
        tabIndex={-1}
        onClick={props.onRemove}
      >
        <Trash2 aria-hidden size={16} />
      </button>
    </li>
  );
}, sameRow);
