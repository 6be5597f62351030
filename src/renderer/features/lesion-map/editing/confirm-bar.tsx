import { BadgeCheck } from 'lucide-react';
import type { MapConfirmation } from '../../../../shared/photo/photo';
import { Button } from '../../../ui/button';
import { countOf, dateTime } from '../../../ui/format';
import styles from './editing.module.css';

interface ConfirmBarProps {
  readonly confirmation: MapConfirmation | null;
  readonly onConfirm: () => void;
  readonly onReopen: () => void;
}

/** Whether the clinician has said that every lesion of the photo is on the map, and the button that says so. */
export function ConfirmBar({ confirmation, onConfirm, onReopen }: ConfirmBarProps) {
  const foundSince = confirmation?.foundSince ?? 0;
  return (
    <div className={styles['confirm']} role="group" aria-label="Confirmation">
      {confirmation && (
        <p data-stale={foundSince > 0}>
          <BadgeCheck aria-hidden size={16} /> Confirmed {dateTime(confirmation.confirmedAt)}
          {foundSince > 0 &&
            `. A later analysis found ${countOf(foundSince, 'lesion')} more: look, and confirm again.`}
        </p>
      )}
      <div className={styles['buttons']}>
        {(confirmation === null || foundSince > 0) && (
          <Button
            title="Every lesion is on the map and nothing else: what is shown is accepted (D)"
            onClick={onConfirm}
          >
            <BadgeCheck aria-hidden size={16} /> Confirm the map
          </Button>
        )}
        {confirmation && (
          <Button title="The map is not complete after all (D)" onClick={onReopen}>
            Reopen
          </Button>
        )}
      </div>
    </div>
  );
}
