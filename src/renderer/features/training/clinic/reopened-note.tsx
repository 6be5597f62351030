import { useEffect, useState } from 'react';
import { onEvent, request } from '../../../api/client';
import { countOf } from '../../../ui/format';

/** Says that a run uses maps that were reopened since it began; nothing where there are none. */
export function ReopenedNote({ runId }: { readonly runId: string }) {
  const [photos, setPhotos] = useState(0);
  useEffect(() => {
    let wanted = true;
    const refresh = (): void =>
      void request('retraining:reopened', { runId }).then((result) => {
        if (wanted && result.ok) setPhotos(result.value);
      });
    refresh();
    const end = onEvent('record:changed', refresh);
    return () => {
      wanted = false;
      end();
    };
  }, [runId]);
  if (photos === 0) return null;
  return (
    <p role="status">
      The lesion {photos === 1 ? 'map' : 'maps'} of {countOf(photos, 'photo')} that this run uses{' '}
      {photos === 1 ? 'was' : 'were'} reopened after it began. It learns from, or is compared on, what was
      confirmed then: confirm them again and teach it anew to use what they say now.
    </p>
  );
}
