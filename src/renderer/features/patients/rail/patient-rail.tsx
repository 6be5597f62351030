import { ArchiveRestore, UserPlus } from 'lucide-react';
import type { ReactNode } from 'react';
import { RemoteView } from '../../../api/remote-view';
import { Button } from '../../../ui/button';
import { commandKeyName } from '../../../ui/keys';
import { openDialog } from '../store/dialog-store';
import { openPatient, useOpenPatient } from '../store/open-patient-store';
import { openFirstFound, refreshPatients, searchFor, usePatientList } from '../store/patient-list-store';
import { PatientList } from './patient-list';
import rail from '../../../ui/rail.module.css';
import styles from './patient-rail.module.css';

/** Id of the search field, which a key leads to. */
export const PATIENT_SEARCH = 'patient-search';

/** The left part of the window among the patients: search, and whom it finds; between them what goes on. */
export function PatientRail({ children }: { readonly children: ReactNode }) {
  const text = usePatientList((store) => store.text);
  return (
    <nav className={rail['rail']} data-region="patients" aria-label="Patients">
      <div className={styles['head']}>
        <input
          id={PATIENT_SEARCH}
          type="search"
          aria-label="Search patients"
          title={`Search patients (${commandKeyName}+K or /)`}
          placeholder="Search patients"
          value={text}
          onChange={(event) => searchFor(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') void openFirstFound();
            else if (event.key === 'ArrowDown')
              document.querySelector<HTMLElement>('[data-patient-row] button[tabindex="0"]')?.focus();
            else if (event.key === 'Escape' && text !== '') searchFor('');
            else return;
            event.preventDefault();
          }}
        />
        <Button
          look="main"
          aria-label="New patient"
          title="New patient (Shift+N)"
          onClick={() => openDialog({ form: 'patient', patient: null })}
        >
          <UserPlus aria-hidden size={17} />
        </Button>
      </div>
      {children}
      <Body />
      <div className={rail['foot']}>
        <Button look="bare" onClick={() => openDialog({ form: 'removed' })}>
          <ArchiveRestore aria-hidden size={16} /> Removed patients
        </Button>
      </div>
    </nav>
  );
}

function Body() {
  const { text, patients } = usePatientList();
  const openId = useOpenPatient((store) => store.patientId);
  return (
    <RemoteView
      remote={patients}
      loading="Loading patients…"
      failed="The patients cannot be shown"
      onRetry={() => void refreshPatients()}
    >
      {(found) =>
        found.length === 0 ? (
          <p className={rail['quiet']}>{text.trim() === '' ? 'No patients yet.' : 'Nobody by that name.'}</p>
        ) : (
          <PatientList patients={found} openId={openId} onOpen={(id) => void openPatient(id)} />
        )
      }
    </RemoteView>
  );
}
