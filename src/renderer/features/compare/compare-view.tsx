import { ArrowLeftRight, Eye, EyeOff } from 'lucide-react';
import { useEffect } from 'react';
import { usePhoto } from '../../api/use-photo';
import { loadedValue } from '../../api/remote';
import { Button } from '../../ui/button';
import { FailureNote } from '../../ui/failure-note';
import { dayText } from '../../ui/format';
import { hasCommandKey, isTaken, listenToKeys } from '../../ui/keys';
import { chosenAlone, chosenState, ComparePanel, linkChosen, sayUnseen } from './compare-panel';
import { CompareStage } from './compare-stage';
import {
  chooseNothing,
  compare,
  COMPARE_MODES,
  refreshComparison,
  setMode,
  setShare,
  toggleMarks,
  useCompare,
  type CompareMode,
} from './compare-store';
import styles from './compare.module.css';

const MODE_NAMES: Readonly<Record<CompareMode, string>> = {
  'side-by-side': 'Side by side',
  swipe: 'Swipe',
  onion: 'Onion skin',
  blink: 'Blink',
};
const MODE_KEYS: Readonly<Record<string, CompareMode>> = {
  s: 'side-by-side',
  w: 'swipe',
  o: 'onion',
  b: 'blink',
};

/** A photo that can be compared, with what it is called. */
export interface Comparable {
  readonly photoId: string;
  readonly name: string;
}

interface CompareViewProps {
  /** Photos of the patient, or of the gallery where the photos are nobody's. */
  readonly choices: readonly Comparable[];
}

/** Two photos of a face, and what became of each lesion between them. */
export function CompareView({ choices }: CompareViewProps) {
  const { earlierPhotoId, laterPhotoId, comparison, mode, share, showMarks } = useCompare();
  const [earlier, later] = [usePhoto(earlierPhotoId), usePhoto(laterPhotoId)];
  const loaded = loadedValue(comparison);
  useCompareKeys();
  return (
    <section className={styles['view']} aria-label="Compare photos">
      <div className={styles['bar']}>
        <Choice
          label="Earlier"
          photoId={earlierPhotoId}
          choices={choices}
          onChoose={(photoId) => compare(photoId, laterPhotoId)}
        />
        <Button
          look="bare"
          aria-label="Exchange the photos"
          title="Exchange the photos"
          onClick={() => compare(laterPhotoId, earlierPhotoId)}
        >
          <ArrowLeftRight aria-hidden size={16} />
        </Button>
        <Choice
          label="Later"
          photoId={laterPhotoId}
          choices={choices}
          onChoose={(photoId) => compare(earlierPhotoId, photoId)}
        />
        <div className={styles['modes']} role="group" aria-label="How to compare">
          {COMPARE_MODES.map((one) => (
            <Button
              key={one}
              aria-pressed={mode === one}
              title={`${MODE_NAMES[one]} (${keyOf(one)})`}
              onClick={() => setMode(one)}
            >
              {MODE_NAMES[one]}
            </Button>
          ))}
        </div>
        {(mode === 'swipe' || mode === 'onion') && (
          <input
            type="range"
            min={0}
            max={1}
            step={0.01}
            value={share}
            aria-label={mode === 'swipe' ? 'Place of the line' : 'Share of the later photo'}
            onChange={(event) => setShare(event.currentTarget.valueAsNumber)}
          />
        )}
        <Button look="bare" aria-pressed={showMarks} title="Show or hide the marks (H)" onClick={toggleMarks}>
          {showMarks ? <Eye aria-hidden size={17} /> : <EyeOff aria-hidden size={17} />} Marks
        </Button>
      </div>
      {earlier && later ? (
        <CompareStage key={`${earlier.id} ${later.id}`} earlier={earlier} later={later} comparison={loaded} />
      ) : (
        <p className={styles['empty']}>Choose an earlier and a later photo of the same view.</p>
      )}
      {comparison.state === 'failed' && (
        <div className={styles['failed']}>
          <FailureNote title="The photos cannot be compared" failure={comparison.failure}>
            <Button onClick={() => void refreshComparison()}>Try again</Button>
          </FailureNote>
        </div>
      )}
      {loaded && earlier && later && <ComparePanel comparison={loaded} />}
    </section>
  );
}

const keyOf = (mode: CompareMode): string =>
  Object.entries(MODE_KEYS)
    .find(([, one]) => one === mode)?.[0]
    .toUpperCase() ?? '';

interface ChoiceProps {
  readonly label: string;
  readonly photoId: string | null;
  readonly choices: readonly Comparable[];
  readonly onChoose: (photoId: string | null) => void;
}

const Choice = ({ label, photoId, choices, onChoose }: ChoiceProps) => (
  <label className={styles['choice']}>
    {label}
    <select
      aria-label={`${label} photo`}
      value={photoId ?? ''}
      onChange={(event) => onChoose(event.currentTarget.value || null)}
    >
      <option value="">Choose…</option>
      {choices.map((choice) => (
        <option key={choice.photoId} value={choice.photoId}>
          {choice.name}
        </option>
      ))}
    </select>
  </label>
);

/** Keys of the screen, besides those of the stage. */
function useCompareKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (isTaken(event) || hasCommandKey(event) || event.altKey) return;
      const key = event.key.toLowerCase();
      const { comparison, earlierId, laterId } = useCompare.getState();
      const loaded = loadedValue(comparison);
      const chosen = loaded ? chosenState(loaded, earlierId, laterId) : 'none';
      const alone = loaded && chosenAlone(loaded);
      const mode = MODE_KEYS[key];
      if (mode) setMode(mode);
      else if (key === 'h') toggleMarks();
      else if (key === 'l' && chosen === 'two') void linkChosen(true);
      else if (key === 'u' && chosen === 'pair') void linkChosen(false);
      else if (key === 'v' && alone) void sayUnseen(alone);
      else if (key === 'escape') chooseNothing();
      else return;
      event.preventDefault();
    };
    return listenToKeys(onKeyDown);
  }, []);
}

/** What a photo is called among others: "3 Feb 2026, Frontal". */
export const comparableName = (date: string, view: string): string => `${dayText(date)}, ${view}`;
