import { figureTitle } from './words';
import styles from './figure-select.module.css';

interface FigureSelectProps {
  readonly id?: string;
  /** Names of figures, as in events. */
  readonly figures: readonly string[];
  readonly value: string;
  readonly onChange: (figure: string) => void;
}

/** Chooses one of the figures that models are measured by. */
export function FigureSelect({ id, figures, value, onChange }: FigureSelectProps) {
  return (
    <select
      id={id}
      className={styles['select']}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      {figures.map((name) => (
        <option key={name} value={name}>
          {figureTitle(name)}
        </option>
      ))}
    </select>
  );
}
