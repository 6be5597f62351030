import { useCallback, useEffect, useState } from 'react';
import type { QueuedPhoto } from '../../../../shared/ipc/retraining';
import { onEvent, request } from '../../../api/client';
import { LOADING, remoteOf, type Remote } from '../../../api/remote';
import { RemoteView } from '../../../api/remote-view';
import { Button } from '../../../ui/button';
import { reasonsOf } from './review-reasons';
import styles from '../new-run/new-run.module.css';

/** Photos whose correction would teach the model most, with why, and the way to each. */
export function ReviewList({ onOpenPhoto }: { readonly onOpenPhoto: (photoId: string) => void }) {
  const [queue, setQueue] = useState<Remote<readonly QueuedPhoto[]>>(LOADING);
  const refresh = useCallback(
    () => void request('retraining:queue', { limit: 12 }).then((result) => setQueue(remoteOf(result))),
    [],
  );
  useEffect(() => {
    refresh();
    return onEvent('record:changed', refresh);
  }, [refresh]);
  return (
    <section className={styles['section']} aria-labelledby="review-queue">
      <h3 id="review-queue">Worth confirming next</h3>
      <RemoteView
        remote={queue}
        loading="Looking for photos…"
        failed="The photos worth confirming cannot be shown"
        onRetry={refresh}
      >
        {(photos) =>
          photos.length === 0 ? (
            <p className={styles['muted']}>
              No photo waits: none of a patient who agrees to AI training is left to confirm.
            </p>
          ) : (
            <table className={styles['table']}>
              <thead>
                <tr>
                  <th scope="col">Photo</th>
                  <th scope="col">Why</th>
                </tr>
              </thead>
              <tbody>
                {photos.map((photo) => (
                  <tr key={photo.photoId}>
                    <td>
                      <Button onClick={() => onOpenPhoto(photo.photoId)}>{photo.fileName}</Button>
                    </td>
                    <td>{reasonsOf(photo).join('; ')}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </RemoteView>
    </section>
  );
}
