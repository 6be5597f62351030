import { useStore } from 'zustand';
import type { PhotoDifference } from '../../../../shared/ipc/retraining';
import { typeMark } from '../../../../shared/clinical/type-marks';
import type { Box } from '../../../../shared/geometry/box';
import { CircledMark } from '../../../ui/picture/circled-mark';
import stage from '../../../ui/picture/stage.module.css';
import type { ViewportStore } from '../../../ui/picture/viewport-store';
import { DIFFERENCE_MARKS } from './difference-marks';
import styles from './differences.module.css';

interface DifferenceLayerProps {
  readonly side: 'before' | 'after';
  readonly photo: PhotoDifference;
  readonly showConfirmed: boolean;
  readonly viewport: ViewportStore;
}

/** What one model counts, as circles, and what a clinician has marked, as squares. */
export function DifferenceLayer({ side, photo, showConfirmed, viewport }: DifferenceLayerProps) {
  const view = useStore(viewport, (state) => state.view);
  const placed = ({ x, y, width, height }: Box) => ({
    x: x * photo.width * view.scale + view.x,
    y: y * photo.height * view.scale + view.y,
    width: width * photo.width * view.scale,
    height: height * photo.height * view.scale,
  });
  return (
    <svg className={stage['marks']}>
      {showConfirmed &&
        photo.confirmed.map(({ box }, index) => (
          <g key={index} className={styles['confirmed']}>
            <rect className={styles['halo']} {...placed(box)} />
            <rect {...placed(box)} />
          </g>
        ))}
      {photo[side].map(({ type, box, alone }, index) => {
        const { x, y, width, height } = placed(box);
        const [cx, cy] = [x + width / 2, y + height / 2];
        const { name, ...look } = DIFFERENCE_MARKS[alone ? side : 'both'];
        return (
          <CircledMark
            key={index}
            title={`${typeMark(type).name}: ${name.toLowerCase()}`}
            {...{ x: cx, y: cy, size: Math.max(width, height), look }}
            data-alone={alone}
          />
        );
      })}
    </svg>
  );
}
