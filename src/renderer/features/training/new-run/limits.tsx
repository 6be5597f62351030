import { DoneBy } from '../done-by';
import { ownNumber, useOwnSettings } from '../store/models-store';
import { changeDraft, useDraft } from './draft-store';
import styles from './new-run.module.css';

/** How long a run may take. @param waits whether another run comes before it. */
export function Limits({ waits }: { readonly waits: boolean }) {
  const { epochs, limited, doneBy, model } = useDraft(({ draft }) => draft);
  const own = useOwnSettings(model);
  return (
    <section className={styles['section']} aria-labelledby="limits">
      <h3 id="limits">3. Limits</h3>
      <div className={styles['fields']}>
        <label className={styles['field']}>
          <span>Rounds through all photos (epochs)</span>
          <input
            type="number"
            min={1}
            step={1}
            placeholder={ownNumber(own?.epochs)}
            value={epochs}
            onChange={(event) => changeDraft({ epochs: event.currentTarget.value })}
          />
        </label>
        <DoneBy
          label="Be done by a certain time"
          limited={limited}
          onLimited={(chosen) => changeDraft({ limited: chosen })}
          doneBy={doneBy}
          onDoneBy={(time) => changeDraft({ doneBy: time })}
        />
      </div>
      <p className={styles['muted']}>
        {own?.earlyStopping !== null && 'Training also stops by itself once it no longer gets better. '}
        The best model is always kept.
        {limited && waits && ' Another run comes first: the time is counted from when this one begins.'}
      </p>
    </section>
  );
}
