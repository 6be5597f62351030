import { useId } from 'react';
import { dateTime } from '../../ui/format';
import { changeModel } from './model-requests';
import { useDetectors } from './store/detectors-store';
import styles from './training-view.module.css';

/** Which detector photos are analysed with, and the way to another one. */
export function ModelInUse() {
  const detectors = useDetectors((store) => store.detectors);
  const id = useId();
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
    </div>
  );
}
