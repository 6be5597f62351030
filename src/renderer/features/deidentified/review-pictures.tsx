import { useState } from 'react';
import { freeTexts, type ReviewedText } from '../../../shared/deidentified/free-texts';
import { identifiersIn } from '../../../shared/deidentified/identifiers';
import type { Failure } from '../../../shared/errors';
import type { DraftExport } from '../../../shared/ipc/deidentified';
import type { PatientRecord } from '../../../shared/record/patient-record';
import { request } from '../../api/client';
import { Button } from '../../ui/button';
import { FailureNote } from '../../ui/failure-note';
import { countOf, dayText } from '../../ui/format';
import { showToast } from '../../ui/toast-store';
import { toggled } from './choose-photos';
import { DraftPictures } from './draft-pictures';
import { ExportProgress } from './export-progress';
import { closeExport } from './export-store';
import { ReviewTexts } from './review-texts';
import styles from './deidentified.module.css';

interface ReviewPicturesProps {
  readonly record: PatientRecord;
  readonly draft: DraftExport;
  readonly onBack: () => void;
}

/** Every picture before it is written, and the texts that may go along; nothing is written before somebody has looked. */
export function ReviewPictures({ record, draft, onBack }: ReviewPicturesProps) {
  const all = draft.photos.flatMap(({ pictures }) => pictures);
  // What no detector could check is included by a person, picture by picture.
  const [left, setLeft] = useState<ReadonlySet<string>>(
    () => new Set(all.filter(({ eyesByHand }) => eyesByHand).map(({ id }) => id)),
  );
  const [texts, setTexts] = useState<readonly ReviewedText[]>([]);
  const [looked, setLooked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const chosen = all.map(({ id }) => id).filter((id) => !left.has(id));
  const telling = texts.some(({ text }) => identifiersIn(text, record.patient).length > 0);
  const visitIds = new Set(
    record.visits
      .filter(({ photographs }) =>
        photographs.some(({ photo }) => draft.photos.some(({ photoId }) => photoId === photo.id)),
      )
      .map(({ id }) => id),
  );

  const write = async (): Promise<void> => {
    setBusy(true);
    setFailure(null);
    const result = await request('deidentified:write', {
      ...{ patientId: record.patient.id, draftId: draft.id },
      ...{ pictureIds: chosen, texts: [...texts] },
    });
    setBusy(false);
    if (result.ok && result.value) {
      const { fileName, pictures } = result.value;
      showToast({
        title: `${fileName} is written`,
        detail: `${countOf(pictures, 'picture')} with lesions and a README.`,
      });
      closeExport();
    } else if (!result.ok && result.failure.kind !== 'cancelled') setFailure(result.failure);
  };

  if (busy) return <ExportProgress title="Writing" unit="picture" />;
  return (
    <div className={styles['step']}>
      <div className={styles['review']}>
        <DraftPictures
          record={record}
          photos={draft.photos}
          left={left}
          onToggle={(id) => {
            setLeft(toggled(left, id));
          }}
        />
        <ReviewTexts
          texts={freeTexts(record, visitIds, dayText)}
          patient={record.patient}
          reviewed={texts}
          onChange={setTexts}
        />
      </div>
      {failure && <FailureNote title="The export was not written" failure={failure} />}
      {chosen.length > 0 && (
        <label className={styles['looked']}>
          <input type="checkbox" checked={looked} onChange={() => setLooked(!looked)} />I have looked at every
          picture, and none shows who the patient is.
        </label>
      )}
      <div className={styles['actions']}>
        <Button onClick={onBack}>Back</Button>
        <Button look="main" disabled={!looked || telling || chosen.length === 0} onClick={() => void write()}>
          Write {countOf(chosen.length, 'picture')}…
        </Button>
      </div>
    </div>
  );
}
