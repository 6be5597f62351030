import { useEffect, useState } from 'react';
import type { VisitRecord } from '../../../../shared/record/patient-record';
import type { PhotoSummary } from '../../../../shared/photo/photo';
import { photoUrl } from '../../../../shared/photo/renditions';
import { request } from '../../../api/client';
import { useSettings } from '../../../api/settings-store';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { countOf, dateTime, dayText } from '../../../ui/format';
import type { ImportIntoVisit } from '../store/import-into-visit';
import { changeAndTell } from '../store/change';
import { closeDialog } from '../store/dialog-store';
import { photoGroups } from './photo-groups';
import styles from './forms.module.css';

interface AddPhotosFormProps {
  readonly visit: VisitRecord;
  readonly onImport: ImportIntoVisit;
}

/** Photos that each page brings. */
const PAGE = 200;

/** What is known of the photos in no record, newest import first, with the next page. */
async function nextPhotos(
  known: readonly PhotoSummary[],
): Promise<{ readonly total: number; readonly photos: readonly PhotoSummary[] }> {
  const result = await request('photographs:unassigned', { offset: known.length, limit: PAGE });
  if (!result.ok) return { total: known.length, photos: known };
  return { total: result.value.total, photos: [...known, ...result.value.photos] };
}

/** Chooses photos that are in nobody's record yet and puts them into a visit; those of its day come first. */
export function AddPhotosForm({ visit, onImport }: AddPhotosFormProps) {
  const [unassigned, setUnassigned] = useState<readonly PhotoSummary[] | null>(null);
  const pauseMinutes = useSettings((settings) => settings.pauseMinutes);
  const [total, setTotal] = useState(0);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    void nextPhotos([]).then((page) => {
      setUnassigned(page.photos);
      setTotal(page.total);
    });
  }, []);
  const showMore = async (): Promise<void> => {
    const page = await nextPhotos(unassigned ?? []);
    setUnassigned(page.photos);
    setTotal(page.total);
  };
  const groups = photoGroups(unassigned ?? [], visit.date, pauseMinutes);
  const choose = (those: readonly PhotoSummary[], on: boolean): void =>
    setChosen((before) => {
      const next = new Set(before);
      for (const { id } of those) {
        if (on) next.add(id);
        else next.delete(id);
      }
      return next;
    });
  const assign = async (): Promise<void> => {
    closeDialog();
    await changeAndTell(
      'photographs:assign',
      { photoIds: [...chosen], visitId: visit.id },
      `${countOf(chosen.size, 'photo')} put into the visit of ${dayText(visit.date)}`,
    );
  };
  return (
    <Dialog title={`Add photos to the visit of ${dayText(visit.date)}`} onClose={closeDialog}>
      <div className={styles['assign']}>
        <div className={styles['groups']} role="group" aria-label="Photos in no record" tabIndex={0}>
          {unassigned && groups.length === 0 && <p>Every photo is in a record already.</p>}
          {groups.map(({ key, title, members }) => (
            <section key={key}>
              <h3>
                <label>
                  <input
                    type="checkbox"
                    checked={members.every(({ id }) => chosen.has(id))}
                    onChange={(event) => choose(members, event.currentTarget.checked)}
                  />
                  {title} · {countOf(members.length, 'photo')}
                </label>
              </h3>
              <div className={styles['grid']}>
                {members.map((photo) => (
                  <label key={photo.id} data-chosen={chosen.has(photo.id)} title={photo.fileName}>
                    <input
                      type="checkbox"
                      aria-label={`${photo.fileName}, ${dateTime(photo.takenAt ?? photo.importedAt)}`}
                      checked={chosen.has(photo.id)}
                      onChange={(event) => choose([photo], event.currentTarget.checked)}
                    />
                    <img src={photoUrl(photo.id, 'thumbnail')} alt="" loading="lazy" decoding="async" />
                  </label>
                ))}
              </div>
            </section>
          ))}
          {unassigned && total > unassigned.length && (
            <Button onClick={() => void showMore()}>
              Show earlier imports ({countOf(total - unassigned.length, 'photo')})
            </Button>
          )}
        </div>
        <div className={styles['actions']}>
          <Button
            onClick={() => {
              closeDialog();
              void onImport(visit, null);
            }}
          >
            From files…
          </Button>
          <span className={styles['spring']} />
          <Button onClick={closeDialog}>Cancel</Button>
          <Button look="main" disabled={chosen.size === 0} onClick={() => void assign()}>
            Add {countOf(chosen.size, 'photo')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
