import { ScrollText } from 'lucide-react';
import { useId, useState } from 'react';
import { Button } from '../../ui/button';
import { countOf, dateTime } from '../../ui/format';
import { CardDialog } from './card-dialog';
import { ExchangeButtons } from './model-exchange/exchange-buttons';
import { changeModel } from './model-requests';
import { useDetectors } from './store/detectors-store';
import styles from './training-view.module.css';

/** Which detector photos are analysed with, and the way to another one. */
export function ModelInUse() {
  const detectors = useDetectors((store) => store.detectors);
  const id = useId();
  const [card, setCard] = useState(false);
  if (detectors.state !== 'loaded') return null;
  const used = detectors.value.find(({ inUse }) => inUse);
  return (
    <div className={styles['model']}>
      <label htmlFor={id}>Photos are analysed with</label>
      <select
        id={id}
        value={used?.id ?? ''}
        onChange={({ target }) => {
          const chosen = detectors.value.find((model) => model.id === target.value);
          if (chosen) void changeModel(chosen);
        }}
      >
        {detectors.value.map((model) => (
          <option key={model.id} value={model.id}>
            {model.title}, {dateTime(model.trainedAt)}
          </option>
        ))}
      </select>
      <div className={styles['modelActions']}>
        {used && (
          <Button onClick={() => setCard(true)} aria-haspopup="dialog">
            <ScrollText aria-hidden size={16} /> Model card
          </Button>
        )}
        <ExchangeButtons model={used} />
      </div>
      {used && used.withdrawnPhotos > 0 && (
        <p role="status">
          {countOf(used.withdrawnPhotos, 'photo')} that it used may not be used any more: consent was
          withdrawn, or the photo removed. Teach it again without them, or choose another model.
        </p>
      )}
      {used && card && <CardDialog model={used} onClose={() => setCard(false)} />}
    </div>
  );
}
