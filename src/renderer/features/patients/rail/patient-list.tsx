import { useVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, type KeyboardEvent } from 'react';
import type { PatientListing } from '../../../../shared/record/patient-record';
import { countOf, dayText } from '../../../ui/format';
import { nextIndex } from '../../../ui/list-keys';
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
  const scroller = useRef<HTMLDivElement>(null);
  const focusWanted = useRef(false);
  const openIndex = patients.findIndex(({ id }) => id === openId);
  const tabStop = Math.max(0, openIndex);
  // eslint-disable-next-line react-hooks/incompatible-library -- the virtualizer is not passed on to memoised children
  const rows = useVirtualizer({
    count: patients.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 6,
    getItemKey: (index) => patients[index]?.id ?? index,
  });
  useLayoutEffect(() => {
    if (openIndex >= 0) rows.scrollToIndex(openIndex, { align: 'auto' });
  }, [openIndex, rows]);
  useLayoutEffect(() => {
    if (!focusWanted.current || openId === null) return;
    const row = scroller.current?.querySelector<HTMLElement>(`[data-patient-row="${openId}"] button`);
    if (!row) return;
    focusWanted.current = false;
    row.focus({ preventScroll: true });
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 1);
    const patient = patients[nextIndex(event.key, openIndex, patients.length, page) ?? -1];
    if (!patient) return;
    focusWanted.current = true;
    onOpen(patient.id);
    event.preventDefault();
  };
  return (
    <div ref={scroller} className={styles['scroller']} onKeyDown={onKeyDown}>
      <ul className={styles['list']} style={{ blockSize: rows.getTotalSize() }} aria-label="Patients">
        {rows.getVirtualItems().map(({ index, key, start }) => {
          const patient = patients[index];
          return patient ? (
            <li
              key={key}
              className={styles['row']}
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
