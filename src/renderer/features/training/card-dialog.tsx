import { useEffect, useState } from 'react';
import type { RequestOutput } from '../../../shared/ipc/contract';
import type { DetectorModel } from '../../../shared/ipc/models';
import { request } from '../../api/client';
import { LOADING, remoteOf, type Remote } from '../../api/remote';
import { RemoteView } from '../../api/remote-view';
import { Dialog } from '../../ui/dialog';
import { Markdown } from '../../ui/markdown/markdown';
import styles from './card-dialog.module.css';

interface CardDialogProps {
  readonly model: Pick<DetectorModel, 'id' | 'title'>;
  readonly onClose: () => void;
}

/** What a model says of itself: what it learned from, how good it is, who approved it. */
export function CardDialog({ model, onClose }: CardDialogProps) {
  const [card, setCard] = useState<Remote<RequestOutput<'models:card'>>>(LOADING);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let wanted = true;
    void request('models:card', { id: model.id }).then((result) => {
      if (wanted) setCard(remoteOf(result));
    });
    return () => {
      wanted = false;
    };
  }, [model.id, attempt]);
  return (
    <Dialog title={`Model card: ${model.title}`} lightDismiss onClose={onClose}>
      <div className={styles['card']} tabIndex={0} role="group" aria-label="Model card">
        <RemoteView
          remote={card}
          loading="Loading the card…"
          failed="The card cannot be shown"
          onRetry={() => setAttempt((count) => count + 1)}
        >
          {(found) =>
            found === null ? (
              <p>This model has no card: it was not taught your own patients and did not come with Macule.</p>
            ) : (
              <Markdown {...found} />
            )
          }
        </RemoteView>
      </div>
    </Dialog>
  );
}
