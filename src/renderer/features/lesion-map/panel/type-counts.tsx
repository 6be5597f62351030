import { Eye, EyeOff } from 'lucide-react';
import type { LesionCounts } from '../../../../shared/clinical/lesion';
import type { Outline } from '../layers/mark-shape';
import { MarkSwatch } from '../layers/mark-swatch';
import { markColour, TYPE_ORDER, TYPE_STYLES } from '../layers/mark-style';
import { toggleType, useMap, useMapStore } from '../store/map-store';
import styles from './panel.module.css';

interface TypeCountsProps {
  readonly counts: LesionCounts;
  readonly comparing: boolean;
  readonly outline: Outline;
}

/** Legend, count and switch of each type in one row. */
export function TypeCounts({ counts, comparing, outline }: TypeCountsProps) {
  const map = useMapStore();
  const hidden = useMap((state) => state.hiddenTypes);
  return (
    <ul className={styles['types']} aria-label="Lesion types">
      {TYPE_ORDER.map((type) => {
        const { plural, letters } = TYPE_STYLES[type];
        const isShown = !hidden.has(type);
        const Sign = isShown ? Eye : EyeOff;
        return (
          <li key={type}>
            <button
              type="button"
              aria-pressed={isShown}
              title={isShown ? `Hide ${plural.toLowerCase()}` : `Show ${plural.toLowerCase()}`}
              onClick={() => toggleType(map, type)}
            >
              <MarkSwatch
                type={type}
                colour={markColour({ kind: 'lesion', type }, comparing)}
                outline={outline}
              />
              <span aria-hidden className={styles['letters']}>
                {letters}
              </span>
              <span className={styles['typeName']}>{plural}</span>
              <strong>{counts[type]}</strong>
              <Sign aria-hidden size={16} />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
