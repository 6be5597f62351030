import { useEffect, useState } from 'react';
import type { Failure } from '../../../shared/errors';
import type { RequestOutput } from '../../../shared/ipc/contract';
import { onEvent, request } from '../../api/client';
import { refreshPhotos } from '../../api/photos-store';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { FailureNote } from '../../ui/failure-note';
import { dateTime } from '../../ui/format';
import { showFailure, showToast } from '../../ui/toast-store';
import { Thumbnail } from './thumbnail';
import styles from './removed-photos.module.css';

type Removed = RequestOutput<'photos:removed'>;

/** Rows that each press on “Show more” brings. */
const MORE = 50;

/** Photos that were removed in the last thirty days, each with the way back. */
export function RemovedPhotos({ onClose }: { readonly onClose: () => void }) {
  const [removed, setRemoved] = useState<Removed | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [limit, setLimit] = useState(MORE);
  useEffect(() => {
    let wanted = true;
    const refresh = (): void =>
      void request('photos:removed', { offset: 0, limit }).then((result) => {
        if (!wanted) return;
        if (result.ok) setRemoved(result.value);
        else setFailure(result.failure);
      });
    refresh();
    const stop = onEvent('photos:changed', refresh);
    return () => {
      wanted = false;
      stop();
    };
  }, [limit]);
  const left = removed ? removed.total - removed.photos.length : 0;
  return (
    <Dialog title="Removed photos" lightDismiss onClose={onClose}>
      <p>What was removed can be brought back for thirty days. Then it is deleted for good.</p>
      {failure && <FailureNote title="The list cannot be shown" failure={failure} />}
      {removed?.total === 0 && <p>Nothing was removed.</p>}
      <ul className={styles['list']} aria-label="Removed photos">
        {removed?.photos.map(({ photo, removedAt, patientName }) => (
          <li key={photo.id}>
            <Thumbnail photoId={photo.id} />
            <span>
              <strong>{photo.fileName}</strong>
              <small>
                {patientName && `${patientName} · `}removed {dateTime(removedAt)}
              </small>
            </span>
            <Button
              aria-label={`Bring back ${photo.fileName}`}
              onClick={() => void bringBack(photo.id, photo.fileName)}
            >
              Bring back
            </Button>
          </li>
        ))}
      </ul>
      {left > 0 && limit + MORE <= 500 && (
        <Button onClick={() => setLimit(limit + MORE)}>Show more ({left.toLocaleString()} left)</Button>
      )}
    </Dialog>
  );
}

async function bringBack(photoId: string, fileName: string): Promise<void> {
  const result = await request('photos:restore', { photoId });
  if (!result.ok) return showFailure(`${fileName} could not be brought back`, result.failure);
  await refreshPhotos();
  showToast({ title: `${fileName} is back` });
}
