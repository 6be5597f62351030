import { EyeOff, FileText, ImagePlus, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { STATED_COUNT_KEYS } from '../../../../shared/clinical/stated-type';
import { TYPE_MARKS } from '../../../../shared/clinical/type-marks';
import type { ExportScope } from '../../../../shared/deidentified/offered-photos';
import type { Photograph, VisitRecord } from '../../../../shared/record/patient-record';
import { totalOf } from '../../../../shared/record/total-of';
import { Button } from '../../../ui/button';
import { countOf, dayText } from '../../../ui/format';
import type { ImportIntoVisit } from '../store/import-into-visit';
import { changeAndTell } from '../store/change';
import { saveReport } from '../store/save-report';
import { openDialog } from '../store/dialog-store';
import { IGA_NAMES } from '../../../../shared/clinical/grading/iga';
import { PHOTO_VIEWS } from '../../../../shared/record/photograph';
import { shareWords, totalWords } from '../../../../shared/visit-lesions/share-words';
import { PhotographTile } from './photograph-tile';
import styles from './page.module.css';

interface VisitCardProps {
  readonly visit: VisitRecord;
  readonly onOpenPhoto: (photoId: string) => void;
  readonly onImport: ImportIntoVisit;
  readonly onExport: (scope: ExportScope) => void;
}

/** One visit with its photos by view. Files dropped on it come into it. */
export function VisitCard({ visit, onOpenPhoto, onImport, onExport }: VisitCardProps) {
  const [hovered, setHovered] = useState(false);
  const { date, photographs, counted, iga, cadi, treatmentWeek, complaint, notes } = visit;
  const facts = [
    treatmentWeek !== null && `week ${treatmentWeek} of treatment`,
    iga !== null && `IGA ${iga}, ${IGA_NAMES[iga].toLowerCase()}`,
    cadi && `CADI ${cadi.reduce((sum, answer) => sum + answer, 0)} of 15`,
  ].filter(Boolean);
  return (
    <section
      className={styles['visit']}
      data-visit-id={visit.id}
      data-hovered={hovered}
      tabIndex={-1}
      aria-label={`Visit of ${dayText(date)}`}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setHovered(true);
      }}
      onDragLeave={() => setHovered(false)}
      onDrop={(event) => {
        const files = [...event.dataTransfer.files];
        if (files.length === 0) return;
        event.preventDefault();
        setHovered(false);
        void onImport(visit, files);
      }}
    >
      <header className={styles['visitHead']}>
        <h2>{dayText(date)}</h2>
        <p>{facts.join(' · ')}</p>
        <div className={styles['tools']}>
          <Button onClick={() => openDialog({ form: 'add-photos', visit })}>
            <ImagePlus aria-hidden size={16} /> Add photos
          </Button>
          <Button
            look="bare"
            aria-label={`Report on the visit of ${dayText(date)}`}
            title="Report (PDF)"
            onClick={() => void saveReport('report:save-visit', { visitId: visit.id })}
          >
            <FileText aria-hidden size={16} />
          </Button>
          <Button
            look="bare"
            aria-label={`De-identified export of the visit of ${dayText(date)}`}
            title="De-identified export"
            onClick={() => onExport({ patientId: visit.patientId, visitId: visit.id, photoId: null })}
          >
            <EyeOff aria-hidden size={16} />
          </Button>
          <Button
            look="bare"
            aria-label={`Change the visit of ${dayText(date)}`}
            title="Change"
            onClick={() => openDialog({ form: 'visit', patientId: visit.patientId, visit })}
          >
            <Pencil aria-hidden size={16} />
          </Button>
          <Button
            look="bare"
            aria-label={`Remove the visit of ${dayText(date)}`}
            title="Remove"
            onClick={() =>
              void changeAndTell('visits:remove', { visitId: visit.id }, `Visit of ${dayText(date)} removed`)
            }
          >
            <Trash2 aria-hidden size={16} />
          </Button>
        </div>
      </header>
      {complaint && <p>{complaint}</p>}
      {counted && (
        <p className={styles['counts']}>
          <strong>{countOf(totalOf(counted.counts), 'lesion')}</strong>
          {STATED_COUNT_KEYS.filter((type) => counted.counts[type] > 0).map((type) => (
            <span key={type}>
              {counted.counts[type]}{' '}
              {counted.counts[type] === 1 ? TYPE_MARKS[type].name : TYPE_MARKS[type].plural}
            </span>
          ))}
          {counted.photos.length === 1 && <small>{totalWords(counted.photos)}</small>}
        </p>
      )}
      {counted && counted.photos.length > 1 && (
        <details className={styles['working']}>
          <summary>
            {totalWords(counted.photos)}, {countOf(totalOf(counted.counts), 'lesion')}
          </summary>
          <ul>
            {counted.photos.map((share) => (
              <li key={share.photoId}>{shareWords(share)}</li>
            ))}
          </ul>
          <p>
            Views overlap, so every region of the face is counted from the photo that shows it best. Against a
            visit with other views, part of the change may be the views.
          </p>
        </details>
      )}
      {photographs.length === 0 ? (
        <p className={styles['muted']}>No photos. Drop files here, or add some.</p>
      ) : (
        <ul className={styles['photos']} aria-label="Photos">
          {photographs.toSorted(byView).map((photograph) => (
            <PhotographTile key={photograph.photo.id} photograph={photograph} onOpen={onOpenPhoto} />
          ))}
        </ul>
      )}
      {notes && <p className={styles['notes']}>{notes}</p>}
    </section>
  );
}

const byView = (a: Photograph, b: Photograph): number => orderOf(a) - orderOf(b);
const orderOf = ({ details }: Photograph): number =>
  details.view === null ? PHOTO_VIEWS.length : PHOTO_VIEWS.indexOf(details.view);
