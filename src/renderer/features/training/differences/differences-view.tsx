import { ArrowLeft, ScanSearch } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { PhotoDifference } from '../../../../shared/ipc/retraining';
import type { RunSummary } from '../../../../shared/training/run-summary';
import { RemoteView } from '../../../api/remote-view';
import { Button } from '../../../ui/button';
import { countOf } from '../../../ui/format';
import { hasCommandKey, isTaken, listenToKeys } from '../../../ui/keys';
import { nextIndex } from '../../../ui/list-keys';
import { showPane } from '../store/pane-store';
import { DIFFERENCE_MARKS } from './difference-marks';
import { DifferenceStage } from './difference-stage';
import { useDifferences } from './use-differences';
import styles from './differences.module.css';

interface DifferencesViewProps {
  readonly run: RunSummary;
  /** The photo whose lesion map is open; null where none is. */
  readonly openPhotoId: string | null;
}

/** Where a run's model and the one it began from differ, photo by photo. */
export function DifferencesView({ run, openPhotoId }: DifferencesViewProps) {
  const { photos, refresh, lookAt } = useDifferences(run.id);
  const [index, setIndex] = useState(0);
  const [looking, setLooking] = useState(false);
  const [showConfirmed, setShowConfirmed] = useState(true);
  const look = async (photoId: string): Promise<void> => {
    setLooking(true);
    const place = await lookAt(photoId);
    setLooking(false);
    if (place !== null) setIndex(place);
  };
  return (
    <div className={styles['view']}>
      <header className={styles['bar']}>
        <Button onClick={() => showPane({ pane: 'run', runId: run.id })}>
          <ArrowLeft aria-hidden size={16} /> Back to the run
        </Button>
        <h2>Where the models differ</h2>
        <Legend />
        <label className={styles['choice']}>
          <input
            type="checkbox"
            checked={showConfirmed}
            onChange={({ target }) => setShowConfirmed(target.checked)}
          />
          <svg width="20" height="20" aria-hidden>
            <rect width="20" height="20" rx="3" fill="#4a3c35" />
            <rect x="6" y="6" width="8" height="8" fill="none" stroke="#ffffff" />
          </svg>
          Confirmed lesions
        </label>
        {openPhotoId !== null && (
          <Button disabled={looking} onClick={() => void look(openPhotoId)}>
            <ScanSearch aria-hidden size={16} /> {looking ? 'Both models look…' : 'Compare on the open photo'}
          </Button>
        )}
      </header>
      <RemoteView
        remote={photos}
        loading="Loading what both models found…"
        failed="The differences cannot be shown"
        onRetry={refresh}
      >
        {(loaded) =>
          loaded.length === 0 ? (
            <p className={styles['empty']}>No photo of the locked test set is in the record any more.</p>
          ) : (
            <Photos photos={loaded} index={index} onIndex={setIndex} showConfirmed={showConfirmed} />
          )
        }
      </RemoteView>
    </div>
  );
}

interface PhotosProps {
  readonly photos: readonly PhotoDifference[];
  readonly index: number;
  readonly onIndex: (index: number) => void;
  readonly showConfirmed: boolean;
}

/** Photos that PageUp and PageDown skip. */
const PAGE = 10;

function Photos({ photos, index, onIndex, showConfirmed }: PhotosProps) {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (isTaken(event) || hasCommandKey(event) || event.altKey) return;
      const next = nextIndex(event.key, index, photos.length, PAGE);
      if (next === null) return;
      event.preventDefault();
      onIndex(next);
    };
    return listenToKeys(onKeyDown);
  }, [index, photos.length, onIndex]);
  useEffect(() => {
    list.current?.querySelector('[aria-current="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [index]);
  const photo = photos[index] ?? photos[0];
  if (!photo) return null;
  return (
    <div className={styles['body']}>
      <ul ref={list} className={styles['list']} aria-label="Photos, the most different first">
        {photos.map((one, at) => (
          <li key={one.photoId}>
            <button type="button" aria-current={one === photo} onClick={() => onIndex(at)}>
              <span className={styles['name']}>{one.fileName}</span>
              <small>{differenceWords(one)}</small>
            </button>
          </li>
        ))}
      </ul>
      <DifferenceStage key={photo.photoId} photo={photo} showConfirmed={showConfirmed} />
    </div>
  );
}

function differenceWords({ before, after, confirmed }: PhotoDifference): string {
  const [gone, come] = [before, after].map((lesions) => lesions.filter(({ alone }) => alone).length);
  const words = [
    ...(come ? [`${come} only the new one`] : []),
    ...(gone ? [`${gone} only the one before`] : []),
  ];
  return `${words.join(', ') || 'the same'}; ${countOf(confirmed.length, 'lesion')} confirmed`;
}

function Legend() {
  return (
    <ul className={styles['legend']} aria-label="Marks">
      {Object.values(DIFFERENCE_MARKS).map(({ name, sign, colour, dash }) => (
        <li key={name}>
          <svg width="30" height="20" aria-hidden>
            <rect width="30" height="20" rx="3" fill="#4a3c35" />
            <circle
              cx="10"
              cy="10"
              r="6"
              fill="none"
              stroke={colour}
              strokeWidth="2"
              strokeDasharray={dash}
            />
            <text x="18" y="12" fill={colour} fontSize="13" fontWeight="700">
              {sign}
            </text>
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}
