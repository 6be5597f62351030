import { Pencil, Trash2 } from 'lucide-react';
import type { TreatmentRecord } from '../../../../shared/record/patient-record';
import { Button } from '../../../ui/button';
import { dayText } from '../../../ui/format';
import { changeAndTell } from '../store/change';
import { openDialog } from '../store/dialog-store';
import styles from './page.module.css';

/** The treatments, those that go on first. */
export function TreatmentList({ treatments }: { readonly treatments: readonly TreatmentRecord[] }) {
  const ordered = treatments.toSorted(
    (a, b) =>
      (b.endedOn ?? '9999').localeCompare(a.endedOn ?? '9999') || b.startedOn.localeCompare(a.startedOn),
  );
  return (
    <section className={styles['panel']} aria-label="Treatments">
      <h2>Treatments</h2>
      <ul className={styles['treatments']}>
        {ordered.map((treatment) => (
          <li key={treatment.id}>
            <span>
              <strong>{treatment.name}</strong>
              {treatment.dose && `, ${treatment.dose}`}{' '}
              <small>
                {treatment.endedOn
                  ? `${dayText(treatment.startedOn)} to ${dayText(treatment.endedOn)}`
                  : `since ${dayText(treatment.startedOn)}`}
                {treatment.notes && ` · ${treatment.notes}`}
              </small>
            </span>
            <Button
              look="bare"
              aria-label={`Change ${treatment.name}`}
              title="Change"
              onClick={() => openDialog({ form: 'treatment', patientId: treatment.patientId, treatment })}
            >
              <Pencil aria-hidden size={15} />
            </Button>
            <Button
              look="bare"
              aria-label={`Remove ${treatment.name}`}
              title="Remove"
              onClick={() =>
                void changeAndTell(
                  'treatments:remove',
                  { treatmentId: treatment.id },
                  `${treatment.name} removed`,
                )
              }
            >
              <Trash2 aria-hidden size={15} />
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
