import { FileX2, Info } from 'lucide-react';
import { PHOTO_VIEWS, photoViewSchema, VIEW_NAMES } from '../../../../shared/record/photograph';
import type { Photograph } from '../../../../shared/record/patient-record';
import { photoUrl } from '../../../../shared/photo/renditions';
import { totalOf } from '../../../../shared/record/total-of';
import { Button } from '../../../ui/button';
import { countOf } from '../../../ui/format';
import { showFailure } from '../../../ui/toast-store';
import { change, changeAndTell } from '../store/change';
import { openDialog } from '../store/dialog-store';
import styles from './page.module.css';

interface PhotographTileProps {
  readonly photograph: Photograph;
  readonly onOpen: (photoId: string) => void;
}

/** A photo of a visit: opened by a press, its view named beneath. */
export function PhotographTile({ photograph, onOpen }: PhotographTileProps) {
  const { photo, details, counts } = photograph;
  const name = details.view ? VIEW_NAMES[details.view] : photo.fileName;
  return (
    <li className={styles['tile']}>
      <button
        type="button"
        className={styles['picture']}
        title={photo.fileName}
        onClick={() => onOpen(photo.id)}
      >
        <img
          src={photoUrl(photo.id, 'thumbnail')}
          alt={name}
          loading="lazy"
          decoding="async"
          draggable={false}
        />
        {counts && <span>{countOf(totalOf(counts), 'lesion')}</span>}
      </button>
      <div className={styles['tileFoot']}>
        <select
          aria-label={`View of ${photo.fileName}`}
          value={details.view ?? ''}
          onChange={(event) => {
            const view = photoViewSchema.nullable().parse(event.currentTarget.value || null);
            void change('photographs:describe', { photoIds: [photo.id], details: { view } }).then(
              (failure) => failure && showFailure('The view was not saved', failure),
            );
          }}
        >
          <option value="">View?</option>
          {PHOTO_VIEWS.map((view) => (
            <option key={view} value={view}>
              {VIEW_NAMES[view]}
            </option>
          ))}
        </select>
        <Button
          look="bare"
          aria-label={`About ${photo.fileName}`}
          title="How it was taken, and consent"
          onClick={() => openDialog({ form: 'describe', photoId: photo.id })}
        >
          <Info aria-hidden size={16} />
        </Button>
        <Button
          look="bare"
          aria-label={`Take ${photo.fileName} out of the visit`}
          title="Take out of the visit"
          onClick={() =>
            void changeAndTell(
              'photographs:assign',
              { photoIds: [photo.id], visitId: null },
              `${photo.fileName} taken out of the visit`,
            )
          }
        >
          <FileX2 aria-hidden size={16} />
        </Button>
      </div>
    </li>
  );
}
