import { FolderInput, UserRound } from 'lucide-react';
import type { GroupRow as Group } from '../../../shared/photo/gallery-row';
import { countOf, dayText } from '../../ui/format';
import list from '../../ui/row-list.module.css';
import styles from './gallery-row.module.css';

interface GroupRowProps {
  readonly group: Group;
  /** Place in the whole list, from 1. */
  readonly position: number;
  readonly total: number;
  /** Distance from the top of the list and height, CSS pixels. */
  readonly top: number;
  readonly height: number;
  readonly isTabStop: boolean;
  readonly onOpenPatient: (patientId: string) => void;
  readonly onSort: () => void;
}

/** What stands above the photos of a visit, and leads to the record; above those in no record, and leads into it. */
export function GroupRow(props: GroupRowProps) {
  const { visit, photoCount } = props.group;
  const Icon = visit ? UserRound : FolderInput;
  return (
    <li
      className={[list['row'], styles['group']].join(' ')}
      style={{ translate: `0 ${props.top}px`, blockSize: props.height }}
      aria-setsize={props.total}
      aria-posinset={props.position}
    >
      <button
        type="button"
        tabIndex={props.isTabStop ? 0 : -1}
        title={visit ? 'To the patient’s record' : 'Sort these photos into records'}
        onClick={() => (visit ? props.onOpenPatient(visit.patientId) : props.onSort())}
      >
        <span className={styles['text']}>
          <span className={styles['name']}>{visit ? visit.patientName : 'In no record yet'}</span>
          <span className={styles['date']}>
            {visit && `${dayText(visit.date)} · `}
            {countOf(photoCount, 'photo')}
            {!visit && ' · sort into records'}
          </span>
        </span>
        <Icon aria-hidden size={16} />
      </button>
    </li>
  );
}
