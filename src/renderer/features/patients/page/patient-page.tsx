import {
  CalendarPlus,
  EyeOff,
  FileText,
  FolderDown,
  Merge,
  Pencil,
  Pill,
  Sheet,
  Trash2,
  UserPlus,
} from 'lucide-react';
import { useMemo, useRef } from 'react';
import { localDay } from '../../../../shared/day';
import type { ExportScope } from '../../../../shared/deidentified/offered-photos';
import { repeatErrorWords } from '../../../../shared/clinical/grading/repeat-error';
import type { PatientRecord } from '../../../../shared/record/patient-record';
import { useRepeatError } from '../../../api/repeat-error-store';
import { RemoteView } from '../../../api/remote-view';
import { Button } from '../../../ui/button';
import { dayText } from '../../../ui/format';
import { changeAndTell } from '../store/change';
import type { ImportIntoVisit } from '../store/import-into-visit';
import { saveReport } from '../store/save-report';
import { openDialog } from '../store/dialog-store';
import { refreshOpenPatient, useOpenPatient } from '../store/open-patient-store';
import { timelineOf } from '../../../../shared/record/timeline';
import { TimelineChart } from '../timeline/timeline-chart';
import { TimelineTable } from '../timeline/timeline-table';
import { patientFacts } from '../words';
import { TreatmentList } from './treatment-list';
import { VisitCard } from './visit-card';
import styles from './page.module.css';

interface PatientPageProps {
  readonly onOpenPhoto: (photoId: string) => void;
  readonly onImport: ImportIntoVisit;
  /** Begins a de-identified export. */
  readonly onExport: (scope: ExportScope) => void;
}

/** One patient: the course, the treatments and every visit, newest first. */
export function PatientPage(props: PatientPageProps) {
  const { patientId, record } = useOpenPatient();
  if (patientId === null) return <NobodyOpen />;
  return (
    <RemoteView
      remote={record}
      loading="Loading the record…"
      failed="The record cannot be shown"
      onRetry={() => void refreshOpenPatient()}
    >
      {(loaded) => <Record key={patientId} record={loaded} {...props} />}
    </RemoteView>
  );
}

function NobodyOpen() {
  return (
    <section className={styles['nobody']} aria-label="Start">
      <h1>Choose a patient</h1>
      <p>Type the beginning of a name, a number or a date of birth into the search field.</p>
      <Button look="main" onClick={() => openDialog({ form: 'patient', patient: null })}>
        <UserPlus aria-hidden size={17} /> New patient
      </Button>
    </section>
  );
}

function Record(props: PatientPageProps & { readonly record: PatientRecord }) {
  const { record, onOpenPhoto, onImport, onExport } = props;
  const { patient, visits, treatments } = record;
  const page = useRef<HTMLDivElement>(null);
  const repeatError = useRepeatError();
  const timeline = useMemo(() => timelineOf(record, repeatError.error), [record, repeatError]);
  const toVisit = (visitId: string): void => {
    const card = page.current?.querySelector<HTMLElement>(`[data-visit-id="${visitId}"]`);
    card?.scrollIntoView({ block: 'start' });
    card?.focus({ preventScroll: true });
  };
  return (
    <div
      ref={page}
      className={styles['page']}
      data-region="patient"
      tabIndex={0}
      aria-label={patient.name}
      role="region"
    >
      <header className={styles['header']}>
        <div>
          <h1>{patient.name}</h1>
          <p>
            {patientFacts(patient, localDay(new Date()), dayText).join(' · ') || 'Nothing else entered yet'}
          </p>
        </div>
        <div className={styles['tools']}>
          <Button
            look="main"
            title="New visit (N)"
            onClick={() => openDialog({ form: 'visit', patientId: patient.id, visit: null })}
          >
            <CalendarPlus aria-hidden size={17} /> New visit
          </Button>
          <Button onClick={() => openDialog({ form: 'treatment', patientId: patient.id, treatment: null })}>
            <Pill aria-hidden size={17} /> Treatment
          </Button>
          <Button title="Change (E)" onClick={() => openDialog({ form: 'patient', patient })}>
            <Pencil aria-hidden size={16} /> Change
          </Button>
          <Button onClick={() => openDialog({ form: 'merge', patient })}>
            <Merge aria-hidden size={16} /> Merge
          </Button>
          <Button
            title="The whole course as a report (PDF)"
            onClick={() => void saveReport('report:save-course', { patientId: patient.id })}
          >
            <FileText aria-hidden size={16} /> Report
          </Button>
          <Button
            title="Lesions of a visit, of the course or of several patients as a table (CSV)"
            onClick={() => openDialog({ form: 'table', record })}
          >
            <Sheet aria-hidden size={16} /> Table
          </Button>
          <Button
            title="Everything on record, photos too, into a folder"
            onClick={() => void saveReport('report:save-record', { patientId: patient.id })}
          >
            <FolderDown aria-hidden size={16} /> Record
          </Button>
          <Button
            title="Pictures and lesions without what tells whose they are"
            onClick={() => onExport({ patientId: patient.id, visitId: null, photoId: null })}
          >
            <EyeOff aria-hidden size={16} /> De-identified
          </Button>
          <Button
            aria-label={`Remove ${patient.name}`}
            title="Remove the patient"
            onClick={() =>
              void changeAndTell('patients:remove', { patientId: patient.id }, `${patient.name} removed`)
            }
          >
            <Trash2 aria-hidden size={16} />
          </Button>
        </div>
      </header>
      {patient.notes && <p className={styles['notes']}>{patient.notes}</p>}
      {timeline && (
        <section className={styles['panel']} aria-label="Course">
          <TimelineChart timeline={timeline} onVisit={toVisit} />
          <p className={styles['fine']}>{repeatErrorWords(repeatError)}</p>
          <TimelineTable timeline={timeline} />
        </section>
      )}
      {treatments.length > 0 && <TreatmentList treatments={treatments} />}
      {visits.length === 0 && (
        <p className={styles['quiet']}>
          No visit yet. Photos are added to a visit, so that is where to begin.
        </p>
      )}
      {visits.toReversed().map((visit) => (
        <VisitCard key={visit.id} visit={visit} {...{ onOpenPhoto, onImport, onExport }} />
      ))}
    </div>
  );
}
