import { CheckCheck, Crosshair, PencilLine } from 'lucide-react';
import type { MapConfirmation } from '../../../../shared/photo/photo';
import { Button } from '../../../ui/button';
import { toggleCorrecting, useMap, useMapStore } from '../store/map-store';
import type { ShownLesions } from '../store/shown-lesions';
import { ConfirmBar } from './confirm-bar';
import type { Editing } from './editing';
import styles from './editing.module.css';

interface ReviewBarProps {
  readonly shown: ShownLesions;
  readonly editing: Editing;
  readonly mayCorrect: boolean;
  readonly confirmation: MapConfirmation | null;
  readonly onConfirm: () => void;
  readonly onReopen: () => void;
}

/** How far the clinician has come with the model's lesions, and the switches of the two layers. */
export function ReviewBar({ shown, editing, mayCorrect, ...confirm }: ReviewBarProps) {
  const map = useMapStore();
  const adding = useMap((state) => state.adding);
  const showModel = useMap((state) => state.showModel);
  const showOwn = useMap((state) => state.showOwn);
  const showRegions = useMap((state) => state.showRegions);
  const correcting = useMap((state) => state.correcting);
  const showRejected = useMap((state) => state.showRejected);
  const unsure = shown.counts.inflammatory + shown.counts.unsure;
  const open = shown.visible.filter(({ verdict }) => verdict === null);
  return (
    <section className={styles['review']} aria-label="Review">
      <p>
        {shown.judged} of {shown.total} looked at
        {unsure > 0 && ` · ${unsure} of unsure type`}
      </p>
      <div className={styles['buttons']}>
        <Button
          aria-pressed={adding}
          title="Add a lesion: press or draw on the photo (A)"
          onClick={() => map.setState({ adding: !adding, bare: false })}
        >
          <Crosshair aria-hidden size={16} /> Add
        </Button>
        <Button
          disabled={open.length === 0}
          title="Accept every lesion that is shown (Shift+Enter)"
          onClick={() => editing.accept(open)}
        >
          <CheckCheck aria-hidden size={16} /> Accept all
        </Button>
      </div>
      <ConfirmBar {...confirm} />
      <div className={styles['switches']}>
        <Switch label="Model" on={showModel} set={(on) => map.setState({ showModel: on })} />
        <Switch label="Mine" on={showOwn} set={(on) => map.setState({ showOwn: on })} />
        <div className={styles['regions']}>
          <Switch label="Regions" on={showRegions} set={(on) => map.setState({ showRegions: on })} />
          {mayCorrect && (
            <Button
              look="bare"
              aria-pressed={correcting}
              aria-label="Correct the regions"
              title="Correct the regions (Shift+R)"
              onClick={() => toggleCorrecting(map)}
            >
              <PencilLine aria-hidden size={16} />
            </Button>
          )}
        </div>
        <Switch
          label={`Rejected (${shown.rejected})`}
          on={showRejected}
          set={(on) => map.setState({ showRejected: on })}
        />
      </div>
    </section>
  );
}

interface SwitchProps {
  readonly label: string;
  readonly on: boolean;
  readonly set: (on: boolean) => void;
}

const Switch = ({ label, on, set }: SwitchProps) => (
  <label>
    <input type="checkbox" checked={on} onChange={(event) => set(event.currentTarget.checked)} /> {label}
  </label>
);
