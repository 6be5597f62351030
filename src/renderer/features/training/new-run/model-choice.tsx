import type { TrainableModel } from '../../../../shared/training/recipe';
import { MODELS, TASKS } from '../models';
import { changeDraft, useDraft } from './draft-store';
import styles from './new-run.module.css';

/** Order within a task: what most will want first. */
const ORDER = [
  'lesion-detector',
  'lesion-detector-trial',
  'yolov8s',
  'yolov8n',
  'efficientnetb3',
  'resnet50',
  'vgg19',
  'seed-cnn',
] as const satisfies readonly TrainableModel[];

/** Which model to train, grouped by what it will answer. */
export function ModelChoice() {
  const model = useDraft(({ draft }) => draft.model);
  return (
    <section className={styles['section']} aria-labelledby="model-choice">
      <h3 id="model-choice">2. Model</h3>
      {TASKS.map(({ task, title, hint }) => (
        <fieldset key={task} className={styles['models']}>
          <legend>
            {title} <span className={styles['muted']}>{hint}</span>
          </legend>
          {ORDER.filter((id) => MODELS[id].task === task).map((id) => (
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
