import { GraduationCap } from 'lucide-react';
import { loadedValue } from '../../api/remote';
import { Button } from '../../ui/button';
import { useRuns } from './store/runs-store';
import styles from './training-button.module.css';

interface TrainingButtonProps {
  readonly pressed: boolean;
  readonly onPress: () => void;
}

/** Goes to the training screen and back; tells wherever one is that a model is being trained. */
export function TrainingButton({ pressed, onPress }: TrainingButtonProps) {
  const going = useRuns((store) => loadedValue(store.runs)?.find(({ state }) => state === 'running') ?? null);
  const progress = going?.epochs
    ? `round ${Math.min(going.epoch + 1, going.epochs)} of ${going.epochs}`
    : 'running';
  return (
    <Button look="bare" title="Training ( T )" aria-pressed={pressed} onClick={onPress}>
      <GraduationCap aria-hidden size={18} /> Training
      {going && (
        <span className={styles['going']}>
          <span aria-hidden className={styles['dot']} />
          {progress}
        </span>
      )}
    </Button>
  );
}
