import { Eye, EyeOff } from 'lucide-react';
import { shownCountKeys, type StatedCounts } from '../../../../shared/clinical/stated-type';
import { TYPE_MARKS } from '../../../../shared/clinical/type-marks';
import type { Outline } from '../layers/mark-shape';
import { MarkSwatch } from '../layers/mark-swatch';
import { markColour } from '../layers/mark-style';
import { toggleType, useMap, useMapStore } from '../store/map-store';
import styles from './panel.module.css';

interface TypeCountsProps {
  readonly counts: StatedCounts;
  readonly comparing: boolean;
  readonly outline: Outline;
}

/** Legend, count and switch of each type in one row. */
export function TypeCounts({ counts, comparing, outline }: TypeCountsProps) {
  const map = useMapStore();
  const hidden = useMap((state) => state.hiddenTypes);
  return (
    <ul className={styles['types']} aria-label="Lesion types">
      {shownCountKeys([counts]).map((key) => {
        const { plural, short = plural, letters } = TYPE_MARKS[key];
        const type = key === 'unsure' ? null : key;
        const isShown = !hidden.has(key);
        const Sign = isShown ? Eye : EyeOff;
        return (
          <li key={key}>
            <button
              type="button"
              aria-pressed={isShown}
              title={isShown ? `Hide ${plural.toLowerCase()}` : `Show ${plural.toLowerCase()}`}
              onClick={() => toggleType(map, key)}
            >
              <MarkSwatch
                type={type}
                colour={markColour({ kind: 'lesion', type }, comparing)}
                outline={outline}
              />
              <span aria-hidden className={styles['letters']}>
                {letters}
              </span>
              <span className={styles['typeName']}>{short}</span>
              <strong>{counts[key]}</strong>
              <Sign aria-hidden size={16} />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
