import type { KeyboardEvent } from 'react';
import type { PatientListing } from '../../../../shared/record/patient-record';
import { countOf, dayText } from '../../../ui/format';
import listStyles from '../../../ui/row-list.module.css';
import { useRowList } from '../../../ui/use-row-list';
import styles from './patient-rail.module.css';

/** Height of one row in CSS pixels. */
const ROW_HEIGHT = 58;

interface PatientListProps {
  readonly patients: readonly PatientListing[];
  readonly openId: string | null;
  readonly onOpen: (patientId: string) => void;
}

/** Patients as one virtualised list; arrow keys open the next one. */
export function PatientList({ patients, openId, onOpen }: PatientListProps) {
  const list = useRowList({
    count: patients.length,
    openIndex: patients.findIndex(({ id }) => id === openId),
    rowHeight: ROW_HEIGHT,
    openControl: openId === null ? null : `[data-patient-row="${openId}"] button`,
  });
  const { scroller, rows, tabStop } = list;
  const onKeyDown = (event: KeyboardEvent): void => {
    const target = patients[list.indexAfter(event) ?? -1];
    if (!target) return;
    list.wantFocus();
    onOpen(target.id);
    event.preventDefault();
  };
  return (
    <div ref={scroller} className={listStyles['scroller']} onKeyDown={onKeyDown}>
      <ul className={listStyles['list']} style={{ blockSize: rows.getTotalSize() }} aria-label="Patients">
        {rows.getVirtualItems().map(({ index, start }) => {
          const patient = patients[index];
          return patient ? (
            <li
              key={patient.id}
              className={[listStyles['row'], styles['row']].join(' ')}
              style={{ translate: `0 ${start}px`, blockSize: ROW_HEIGHT }}
              data-patient-row={patient.id}
              data-open={patient.id === openId}
              aria-setsize={patients.length}
              aria-posinset={index + 1}
            >
              <button
                type="button"
                aria-current={patient.id === openId}
                tabIndex={index === tabStop ? 0 : -1}
                onClick={() => onOpen(patient.id)}
              >
                <strong>{patient.name}</strong>
                <span>
                  {patient.lastVisitOn
                    ? `${countOf(patient.visitCount, 'visit')}, last ${dayText(patient.lastVisitOn)}`
                    : 'No visit yet'}
                  {patient.localNumber && ` · ${patient.localNumber}`}
                </span>
              </button>
            </li>
          ) : null;
        })}
      </ul>
    </div>
  );
}
