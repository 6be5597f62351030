import { useState } from 'react';
import { localDay } from '../../../../shared/day';
import { PHOTO_VIEWS, photoViewSchema, VIEW_NAMES } from '../../../../shared/record/photograph';
import { usePhoto } from '../../../api/use-photo';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { countOf } from '../../../ui/format';
import { changeAndTell } from '../store/change';
import { closeDialog, type ChosenVisit } from '../store/dialog-store';
import { VisitChoice } from './visit-choice';
import styles from './forms.module.css';

/** The day on which the first of some photos was taken, else today. */
const useDayOf = (photoIds: readonly string[]): string =>
  usePhoto(photoIds[0] ?? null)?.takenAt?.slice(0, 10) ?? localDay(new Date());

/** Puts photos into a patient's record: an old visit or a new one of the day they were taken. */
export function AssignForm({ photoIds }: { readonly photoIds: readonly string[] }) {
  const takenOn = useDayOf(photoIds);
  const [chosen, setChosen] = useState<ChosenVisit | null>(null);
  const [view, setView] = useState('');
  const assign = async ({ patient, visitId, date }: ChosenVisit): Promise<void> => {
    closeDialog();
    const named = view !== '' && { view: photoViewSchema.parse(view) };
    await changeAndTell(
      'photographs:file',
      { filings: [{ photoIds: [...photoIds], patientId: patient.id, visitId, date, ...named }] },
      `${countOf(photoIds.length, 'photo')} put into the record of ${patient.name}`,
    );
  };
  return (
    <Dialog title={`Put ${countOf(photoIds.length, 'photo')} into a record`} onClose={closeDialog}>
      <form
        className={styles['assign']}
        onSubmit={(event) => {
          event.preventDefault();
          if (chosen) void assign(chosen);
        }}
      >
        <VisitChoice key={takenOn} takenOn={takenOn} onChange={setChosen} />
        <div className={styles['row']}>
          <label>
            View
            <select value={view} onChange={(event) => setView(event.currentTarget.value)}>
              <option value="">{photoIds.length === 1 ? 'Not named' : 'Each its own'}</option>
              {PHOTO_VIEWS.map((known) => (
                <option key={known} value={known}>
                  {VIEW_NAMES[known]}
                </option>
              ))}
            </select>
          </label>
        </div>
        <div className={styles['actions']}>
          <Button onClick={closeDialog}>Cancel</Button>
          <Button type="submit" look="main" disabled={!chosen}>
            Put into the record{chosen && ` of ${chosen.patient.name}`}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface ChooseVisitFormProps {
  readonly photoIds: readonly string[];
  readonly onChosen: (chosen: ChosenVisit) => void;
}

/** Says whose visit photos belong to, without putting them there yet. */
export function ChooseVisitForm({ photoIds, onChosen }: ChooseVisitFormProps) {
  const takenOn = useDayOf(photoIds);
  const [chosen, setChosen] = useState<ChosenVisit | null>(null);
  return (
    <Dialog
      title={`Whose ${photoIds.length === 1 ? 'photo is this' : 'photos are these'}?`}
      onClose={closeDialog}
    >
      <form
        className={styles['assign']}
        onSubmit={(event) => {
          event.preventDefault();
          if (!chosen) return;
          closeDialog();
          onChosen(chosen);
        }}
      >
        <VisitChoice key={takenOn} takenOn={takenOn} onChange={setChosen} />
        <div className={styles['actions']}>
          <Button onClick={closeDialog}>Cancel</Button>
          <Button type="submit" look="main" disabled={!chosen}>
            Choose{chosen && ` ${chosen.patient.name}`}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
