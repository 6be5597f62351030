import { Switch } from 'radix-ui';
import { useId } from 'react';
import { MarkSwatch } from '../layers/mark-swatch';
import styles from './panel.module.css';

interface LayerSwitchProps {
  readonly label: string;
  readonly colour: string;
  readonly count: number;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

export function LayerSwitch({ label, colour, count, checked, onChange }: LayerSwitchProps) {
  const id = useId();
  return (
    <div className={styles['layer']}>
      <MarkSwatch type={null} colour={colour} outline="ellipse" />
      <label htmlFor={id}>{label}</label>
      <strong>{count}</strong>
      <Switch.Root id={id} className={styles['switch']} checked={checked} onCheckedChange={onChange}>
        <Switch.Thumb className={styles['knob']} />
      </Switch.Root>
    </div>
  );
}
