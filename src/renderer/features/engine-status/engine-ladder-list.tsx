import { Check, CircleCheck, Minus } from 'lucide-react';
import type { EngineLadder } from '../../../shared/engine/status';
import { ENGINE_NAMES } from './engine-names';
import styles from './engine-status.module.css';

/** Every engine with its device, or with the reason why it is not used. */
export function EngineLadderList({ ladder }: { readonly ladder: EngineLadder }) {
  return (
    <ul className={styles['ladder']}>
      {ladder.engines.map((engine) => {
        const chosen = engine.id === ladder.chosen.infer;
        const Sign = chosen ? CircleCheck : engine.available ? Check : Minus;
        return (
          <li key={engine.id} data-available={engine.available} data-chosen={chosen}>
            <Sign aria-hidden size={18} />
            <div>
              <strong>{ENGINE_NAMES[engine.id]}</strong>{' '}
              <span className={styles['state']}>
                {chosen ? 'in use' : engine.available ? 'available' : 'not available'}
              </span>
              {engine.device && <p>{engine.device}</p>}
              <p className={styles['faint']}>{engine.reason}</p>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
