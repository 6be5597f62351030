import { useState } from 'react';
import type { ModelOffer } from '../../../../shared/ipc/models';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { dateTime } from '../../../ui/format';
import { importModel } from '../model-requests';
import card from '../card-dialog.module.css';
import styles from './import-dialog.module.css';

interface ImportDialogProps {
  readonly offer: ModelOffer;
  readonly onClose: () => void;
}

/** Whose model a file holds, and the question whether to keep it. */
export function ImportDialog({ offer, onClose }: ImportDialogProps) {
  const [importing, setImporting] = useState(false);
  const { title, trainedAt, signedAt, fingerprint } = offer;
  const keep = async (): Promise<void> => {
    setImporting(true);
    await importModel(offer);
    onClose();
  };
  return (
    <Dialog title={`Import ${title}`} onClose={onClose}>
      <div className={styles['body']}>
        <dl className={styles['facts']}>
          <dt>Trained</dt>
          <dd>{dateTime(trainedAt)}</dd>
          <dt>Signed</dt>
          <dd>{dateTime(signedAt)}; the file is unchanged since</dd>
          <dt>Signer</dt>
          <dd>
            <code className={styles['fingerprint']}>{fingerprint}</code>
          </dd>
        </dl>
        <p>{signerSentence(offer)}</p>
        <p className={styles['muted']}>
          It was measured on other patients and another camera: on yours it may be better or worse. Photos are
          not analysed with it before you choose it.
        </p>
        {offer.card !== null && (
          <details>
            <summary>Model card</summary>
            <div className={card['card']} tabIndex={0} role="group" aria-label="Model card">
              <pre>{offer.card}</pre>
            </div>
          </details>
        )}
        <div className={styles['actions']}>
          <Button onClick={onClose}>{offer.isHere ? 'Close' : 'Cancel'}</Button>
          {!offer.isHere && (
            <Button look="main" data-first-focus disabled={importing} onClick={() => void keep()}>
              {offer.accepted || offer.isOwn ? 'Import' : 'Accept the signer and import'}
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  );
}

function signerSentence({ accepted, isOwn, isHere }: ModelOffer): string {
  if (isHere) return 'This model is here already.';
  if (isOwn) return 'This library has signed it itself.';
  if (accepted) return 'You have accepted models of this signer before.';
  return 'You have not accepted this signer yet. Ask the other clinic to read its fingerprint to you, by telephone for instance, and accept it only if all eight groups are the same.';
}
