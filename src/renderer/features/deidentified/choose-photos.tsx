import { useState } from 'react';
import { offeredPhotos, type ExportScope } from '../../../shared/deidentified/offered-photos';
import { EXPORT_PURPOSES, PICTURE_KINDS, PURPOSE_RULES } from '../../../shared/deidentified/purpose';
import type { Failure } from '../../../shared/errors';
import type { DraftExport } from '../../../shared/ipc/deidentified';
import type { PatientRecord } from '../../../shared/record/patient-record';
import { photoUrl } from '../../../shared/photo/renditions';
import { VIEW_NAMES } from '../../../shared/record/photograph';
import { request } from '../../api/client';
import { Button } from '../../ui/button';
import { FailureNote } from '../../ui/failure-note';
import { countOf, dayText } from '../../ui/format';
import { ExportProgress } from './export-progress';
import { closeExport, useExport } from './export-store';
import { PICTURE_KIND_WORDS, PURPOSE_WORDS } from './export-words';
import styles from './deidentified.module.css';

interface ChoosePhotosProps {
  readonly record: PatientRecord;
  readonly scope: ExportScope;
  readonly onPrepared: (draft: DraftExport) => void;
}

/** What the export is for, what becomes of faces, and which photos: those the patient agreed to. */
export function ChoosePhotos({ record, scope, onPrepared }: ChoosePhotosProps) {
  const { purpose, pictures } = useExport();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const offered = offeredPhotos(record, scope, purpose);
  const free = offered.filter(({ refused }) => refused === null);
  const chosen = free.map(({ photograph }) => photograph.photo.id).filter((id) => !left.has(id));
  const refused = offered.length - free.length;

  const prepare = async (): Promise<void> => {
    setBusy(true);
    setFailure(null);
    const { patientId } = scope;
    const result = await request('deidentified:prepare', { patientId, photoIds: chosen, purpose, pictures });
    setBusy(false);
    if (result.ok) onPrepared(result.value);
    else if (result.failure.kind !== 'cancelled') setFailure(result.failure);
  };

  if (busy) return <ExportProgress title="Making and checking pictures" unit="photo" />;
  return (
    <div className={styles['step']}>
      <div className={styles['choices']}>
        <fieldset>
          <legend>For</legend>
          {EXPORT_PURPOSES.map((one) => (
            <label key={one}>
              <input
                type="radio"
                name="purpose"
                checked={one === purpose}
                data-first-focus={one === purpose}
                onChange={() => useExport.setState({ purpose: one })}
              />
              <span>
                {PURPOSE_RULES[one].name}
                <small>{PURPOSE_WORDS[one]}</small>
              </span>
            </label>
          ))}
        </fieldset>
        <fieldset>
          <legend>Faces</legend>
          {PICTURE_KINDS.map((one) => (
            <label key={one}>
              <input
                type="radio"
                name="pictures"
                checked={one === pictures}
                onChange={() => useExport.setState({ pictures: one })}
              />
              <span>
                {PICTURE_KIND_WORDS[one].name}
                <small>{PICTURE_KIND_WORDS[one].what}</small>
              </span>
            </label>
          ))}
        </fieldset>
      </div>
      {offered.length === 0 ? (
        <p>There is no photo to export.</p>
      ) : (
        <ul className={styles['offered']} aria-label="Photos">
          {offered.map(({ photograph: { photo, details }, visit, refused: why }) => {
            const name = `${dayText(visit.date)}, ${details.view ? VIEW_NAMES[details.view] : photo.fileName}`;
            return (
              <li key={photo.id} data-refused={why !== null}>
                <label>
                  <input
                    type="checkbox"
                    disabled={why !== null}
                    checked={why === null && !left.has(photo.id)}
                    onChange={() => setLeft(toggled(left, photo.id))}
                  />
                  <img src={photoUrl(photo.id, 'thumbnail')} alt="" loading="lazy" decoding="async" />
                  <span>
                    {name}
                    {why && <small>{why}</small>}
                  </span>
                </label>
              </li>
            );
          })}
        </ul>
      )}
      {refused > 0 && free.length === 0 && (
        <p className={styles['muted']}>
          Consent is entered at a photo, for it or for all: “How it was taken, and consent” in the record.
        </p>
      )}
      {failure && <FailureNote title="The pictures were not made" failure={failure} />}
      <div className={styles['actions']}>
        <Button onClick={closeExport}>Cancel</Button>
        <Button look="main" disabled={chosen.length === 0} onClick={() => void prepare()}>
          Prepare {countOf(chosen.length, 'photo')}
        </Button>
      </div>
    </div>
  );
}

export function toggled(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(id)) next.add(id);
  return next;
}
