import type { TrainableModel } from '../../../../shared/training/recipe';
import { MODELS, TASKS } from '../models';
import { useModels } from '../store/models-store';
import { changeDraft, useDraft } from './draft-store';
import styles from './new-run.module.css';

const ORDER = Object.keys(MODELS) as readonly TrainableModel[];

/** Which model to train, grouped by what it will answer. */
export function ModelChoice() {
  const model = useDraft(({ draft }) => draft.model);
  const trainable = useModels((store) => store.models);
  const shown = ORDER.filter((id) => trainable === null || trainable.some((one) => one.model === id));
  return (
    <section className={styles['section']} aria-labelledby="model-choice">
      <h3 id="model-choice">2. Model</h3>
      {TASKS.map(({ task, title, hint }) => (
        <fieldset key={task} className={styles['models']}>
          <legend>
            {title} <span className={styles['muted']}>{hint}</span>
          </legend>
          {shown
            .filter((id) => MODELS[id].task === task)
            .map((id) => (
              <label key={id} data-chosen={model === id}>
                <input
                  type="radio"
                  name="model"
                  checked={model === id}
                  onChange={() => changeDraft({ model: id })}
                />
                <span>
                  <strong>{MODELS[id].title}</strong>
                  <span className={styles['purpose']}>{MODELS[id].purpose}</span>
                  <span className={styles['muted']}>{MODELS[id].description}</span>
                </span>
              </label>
            ))}
        </fieldset>
      ))}
    </section>
  );
}
