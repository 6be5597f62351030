import { ownNumber, stoppingMetricsOf, useOwnSettings, useTrainable } from '../store/models-store';
import { settingText } from '../setting-words';
import { changeAdvanced, useDraft, type AdvancedFields } from './draft-store';
import { FigureSelect } from '../figure-select';
import styles from './new-run.module.css';

/** Settings for those who know them; everything left alone is as the model's makers set it. */
export function AdvancedSettings() {
  const { advanced, model } = useDraft(({ draft }) => draft);
  const own = useOwnSettings(model);
  const metrics = stoppingMetricsOf(useTrainable(model));
  return (
    <details className={styles['details']}>
      <summary>Advanced settings</summary>
      <div className={styles['fields']}>
        <NumberField
          field="batchSize"
          name="Photos at once (batch size)"
          step={1}
          placeholder={ownNumber(own?.batchSize)}
        />
        <NumberField field="side" name="Picture side, pixels" step={32} placeholder={ownNumber(own?.side)} />
        <NumberField
          field="learningRate"
          name="Learning rate"
          step="any"
          placeholder={ownNumber(own?.learningRate)}
        />
        <ChoiceField
          field="schedule"
          own={own && settingText('schedule', own)}
          name="Course of the learning rate"
          choices={[
            ['constant', 'Constant'],
            ['cosine', 'Falling (cosine)'],
          ]}
        />
        <NumberField
          field="normLimit"
          name="Gradient limit (0 = none)"
          step="any"
          placeholder={ownNumber(own?.normLimit)}
        />
        <ChoiceField
          field="stopping"
          own={own && settingText('earlyStopping', own)}
          name="Early stopping"
          choices={[
            ['never', 'Never'],
            ['patience', 'When a figure gets no better'],
          ]}
        />
        {advanced.stopping === 'patience' && (
          <>
            <label className={styles['field']}>
              <span>Figure to watch</span>
              <FigureSelect
                figures={metrics}
                value={
                  metrics.includes(advanced.stoppingMetric) ? advanced.stoppingMetric : (metrics[0] ?? '')
                }
                onChange={(stoppingMetric) => changeAdvanced({ stoppingMetric })}
              />
            </label>
            <NumberField field="patience" name="Rounds to wait" step={1} placeholder="" />
          </>
        )}
        <ChoiceField
          field="classWeights"
          own={own && settingText('classWeights', own)}
          name="Rare types weigh more"
          choices={YES_OR_NO}
        />
        <ChoiceField
          field="augment"
          own={own && settingText('augment', own)}
          name="Vary photos while training"
          choices={YES_OR_NO}
        />
        <NumberField field="seed" name="Seed (same seed, same run)" step={1} placeholder="" />
      </div>
    </details>
  );
}

const YES_OR_NO = [
  ['yes', 'Yes'],
  ['no', 'No'],
] as const;

type NumberFieldName = 'batchSize' | 'side' | 'learningRate' | 'normLimit' | 'patience' | 'seed';

interface NumberFieldProps {
  readonly field: NumberFieldName;
  readonly name: string;
  readonly step: number | 'any';
  readonly placeholder: string;
}

function NumberField({ field, name, step, placeholder }: NumberFieldProps) {
  const value = useDraft(({ draft }) => draft.advanced[field]);
  return (
    <label className={styles['field']}>
      <span>{name}</span>
      <input
        type="number"
        min={0}
        step={step}
        placeholder={placeholder}
        value={value}
        onChange={(event) => changeAdvanced({ [field]: event.currentTarget.value })}
      />
    </label>
  );
}

type ChoiceFieldName = 'schedule' | 'stopping' | 'classWeights' | 'augment';

interface ChoiceFieldProps<F extends ChoiceFieldName> {
  readonly field: F;
  /** What the model does by itself; null where it is not known. */
  readonly own: string | null;
  readonly name: string;
  readonly choices: readonly (readonly [value: AdvancedFields[F], name: string])[];
}

function ChoiceField<F extends ChoiceFieldName>({ field, own, name, choices }: ChoiceFieldProps<F>) {
  const value = useDraft(({ draft }) => draft.advanced[field]);
  return (
    <label className={styles['field']}>
      <span>{name}</span>
      <select value={value} onChange={(event) => changeAdvanced({ [field]: event.currentTarget.value })}>
        <option value="">{own === null ? 'The model’s own' : `The model’s own: ${own}`}</option>
        {choices.map(([id, title]) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}
