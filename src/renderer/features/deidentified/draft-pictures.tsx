import { useState } from 'react';
import type { DraftPhoto } from '../../../shared/ipc/deidentified';
import { photoUrl } from '../../../shared/photo/renditions';
import type { PatientRecord } from '../../../shared/record/patient-record';
import { VIEW_NAMES } from '../../../shared/record/photograph';
import { countOf, dayText } from '../../ui/format';
import styles from './deidentified.module.css';

interface DraftPicturesProps {
  readonly record: PatientRecord;
  readonly photos: readonly DraftPhoto[];
  /** Pictures that are left out. */
  readonly left: ReadonlySet<string>;
  readonly onToggle: (pictureId: string) => void;
}

/** The pictures that were made, photo by photo, and what stays behind with the reason. A press makes one larger. */
export function DraftPictures({ record, photos, left, onToggle }: DraftPicturesProps) {
  const [large, setLarge] = useState<string | null>(null);
  return photos.map(({ photoId, pictures, refused }) => {
    const name = nameOf(record, photoId);
    return (
      <section key={photoId} aria-label={name} className={styles['photo']}>
        <h3>{name}</h3>
        {[...counted(refused.map(({ why }) => why))].map(([why, count]) => (
          <p key={why} className={styles['refused']}>
            {count > 1 ? `${count} left behind: ` : 'Left behind: '}
            {why}
          </p>
        ))}
        {pictures.some(({ eyesByHand }) => eyesByHand) && (
          <p className={styles['refused']}>
            The face was placed by hand and not found there: nothing could check the bar over its eyes. Make
            the picture larger, and include it if its eyes are covered.
          </p>
        )}
        <ul className={styles['pictures']}>
          {pictures.map(({ id, lesionId, width, height }, index) => {
            const label = lesionId === null ? name : `${name}, lesion ${index + 1}`;
            return (
              <li key={id} data-left={left.has(id)} data-large={large === id} data-tile={lesionId !== null}>
                <button
                  type="button"
                  aria-label={`${label}: ${large === id ? 'smaller' : 'larger'}`}
                  aria-pressed={large === id}
                  onClick={() => setLarge(large === id ? null : id)}
                >
                  <img
                    src={photoUrl(id, lesionId === null ? 'screen' : 'full')}
                    {...{ width, height }}
                    alt=""
                    loading="lazy"
                    decoding="async"
                  />
                </button>
                <label>
                  <input
                    type="checkbox"
                    aria-label={`Include ${label}`}
                    checked={!left.has(id)}
                    onChange={() => onToggle(id)}
                  />
                  {left.has(id) ? 'Left out' : 'Included'}
                </label>
              </li>
            );
          })}
        </ul>
        {pictures.length > 1 && <p className={styles['muted']}>{countOf(pictures.length, 'picture')}</p>}
      </section>
    );
  });
}

function nameOf({ visits }: PatientRecord, photoId: string): string {
  for (const { date, photographs } of visits) {
    const found = photographs.find(({ photo }) => photo.id === photoId);
    if (found)
      return `${dayText(date)}, ${found.details.view ? VIEW_NAMES[found.details.view] : found.photo.fileName}`;
  }
  return 'Photo';
}

function counted(reasons: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return counts;
}
