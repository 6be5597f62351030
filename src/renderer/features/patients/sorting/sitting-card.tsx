import { Check, Merge, Scissors, Search } from 'lucide-react';
import { photoUrl } from '../../../../shared/photo/renditions';
import { Button } from '../../../ui/button';
import { countOf, dateTime, dayText } from '../../../ui/format';
import { openDialog } from '../store/dialog-store';
import { choose, joinNext, splitAt, toggleConfirmed, type SortItem, type Target } from './sorting';
import { changeItems } from './sorting-store';
import styles from './sorting.module.css';

interface SittingCardProps {
  readonly item: SortItem;
  readonly isLast: boolean;
  readonly onOpenPhoto: (photoId: string) => void;
}

const WHY: Readonly<Record<Target['by'], string>> = {
  number: 'number in the file’s or folder’s name',
  order: 'next of the day’s visits without photos',
  choice: 'your choice',
};

/** Where the photos of a sitting would go. */
const placeOf = ({ visitId, date }: Target): string =>
  `${visitId === null ? 'New visit' : 'Visit'} of ${dayText(date)}`;

/** One sitting: its photos, whose they may be, and what can be done about it. */
export function SittingCard({ item, isLast, onOpenPhoto }: SittingCardProps) {
  const { key, photos, target, confirmed } = item;
  const first = photos[0];
  const title = first ? dateTime(first.takenAt ?? first.importedAt) : '';
  const pick = (): void =>
    openDialog({
      form: 'choose-visit',
      photoIds: photos.map(({ id }) => id),
      onChosen: (chosen) => changeItems((items) => choose(items, key, { ...chosen, by: 'choice' })),
    });
  return (
    <li
      className={styles['sitting']}
      data-confirmed={confirmed}
      aria-label={`${title}, ${countOf(photos.length, 'photo')}`}
    >
      <div className={styles['when']}>
        <h2>
          {first?.takenAt == null && 'Added '}
          {title}
        </h2>
        <span>{countOf(photos.length, 'photo')}</span>
        <Button
          look="bare"
          disabled={isLast}
          title="Make one sitting of this and the next"
          onClick={() => changeItems((items) => joinNext(items, key))}
        >
          <Merge aria-hidden size={16} /> Join with next
        </Button>
      </div>
      <ul className={styles['photos']} aria-label="Photos">
        {photos.map((photo, place) => (
          <li key={photo.id}>
            {place > 0 && (
              <Button
                look="bare"
                aria-label={`Split before ${photo.fileName}`}
                title="Split here: another patient begins"
                onClick={() => changeItems((items) => splitAt(items, key, place))}
              >
                <Scissors aria-hidden size={15} />
              </Button>
            )}
            <button
              type="button"
              className={styles['photo']}
              title={`Open ${photo.fileName}`}
              aria-label={`Open ${photo.fileName}`}
              onClick={() => onOpenPhoto(photo.id)}
            >
              <img
                src={photoUrl(photo.id, 'thumbnail')}
                alt=""
                width={96}
                height={96}
                loading="lazy"
                decoding="async"
              />
            </button>
          </li>
        ))}
      </ul>
      <div className={styles['target']}>
        {target ? (
          <p>
            <strong>{target.patient.name}</strong>
            <span>{placeOf(target)}</span>
            <small>{WHY[target.by]}</small>
          </p>
        ) : (
          <p>
            <span>Nobody suggested</span>
          </p>
        )}
        <div className={styles['buttons']}>
          <Button
            disabled={!target}
            aria-pressed={confirmed}
            aria-label={`Right: ${target?.patient.name ?? 'nobody'}`}
            onClick={() => changeItems((items) => toggleConfirmed(items, key))}
          >
            <Check aria-hidden size={16} /> Right
          </Button>
          <Button onClick={pick}>
            <Search aria-hidden size={16} /> {target ? 'Somebody else…' : 'Choose…'}
          </Button>
        </div>
      </div>
    </li>
  );
}
