import { useStore } from 'zustand';
import type { PhotoDifference } from '../../../../shared/ipc/retraining';
import { typeMark } from '../../../../shared/clinical/type-marks';
import type { Box } from '../../../../shared/geometry/box';
import type { ViewportStore } from '../../../ui/picture/viewport-store';
import { DIFFERENCE_MARKS } from './difference-marks';
import styles from './differences.module.css';

/** Screen pixels: the least radius, and what is left free round a lesion. */
const LEAST_RADIUS = 7;
const CLEARANCE = 3;

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
    <svg className={styles['marks']}>
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
        const radius = Math.max(LEAST_RADIUS, Math.max(width, height) / 2 + CLEARANCE);
        const { name, sign, colour, dash } = DIFFERENCE_MARKS[alone ? side : 'both'];
        return (
          <g key={index} className={styles['mark']} data-alone={alone}>
            <title>{`${typeMark(type).name}: ${name.toLowerCase()}`}</title>
            <circle className={styles['halo']} cx={cx} cy={cy} r={radius} />
            <circle cx={cx} cy={cy} r={radius} stroke={colour} strokeDasharray={dash} />
            <text x={cx + radius * 0.75 + 2} y={cy - radius * 0.75} fill={colour}>
              {sign}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
