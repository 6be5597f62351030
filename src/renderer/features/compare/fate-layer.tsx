import { useStore } from 'zustand';
import type { ComparedLesion, Comparison } from '../../../shared/ipc/fates';
import { typeMark } from '../../../shared/clinical/type-marks';
import type { Size } from '../../../shared/geometry/viewport';
import type { ViewportStore } from '../../ui/picture/viewport-store';
import { chooseLesion, useCompare } from './compare-store';
import { FATE_MARKS } from './fate-marks';
import styles from './compare.module.css';

/** Screen pixels: the least radius, and what is left free round a lesion. */
const LEAST_RADIUS = 7;
const CLEARANCE = 3;

interface FateLayerProps {
  readonly side: 'earlier' | 'later';
  readonly comparison: Comparison;
  /** Size of the side's own photo, pixels. */
  readonly photo: Size;
  /** From pixels of the side's own photo to those the stage is made of. */
  readonly place: (x: number, y: number) => readonly [x: number, y: number];
  /** By which `place` enlarges. */
  readonly scale: number;
  readonly viewport: ViewportStore;
}

/** The lesions of one photo, each as what became of it. */
export function FateLayer({ side, comparison, photo, place, scale, viewport }: FateLayerProps) {
  const view = useStore(viewport, (state) => state.view);
  const chosen = useCompare((state) => (side === 'earlier' ? state.earlierId : state.laterId));
  const fateOf = new Map(
    comparison.fates.map((fate) => [side === 'earlier' ? fate.earlierId : fate.laterId, fate.fate]),
  );
  return (
    <svg className={styles['marks']}>
      {comparison[side].map((lesion) => {
        const { id, box } = lesion;
        const [px, py] = place(
          (box.x + box.width / 2) * photo.width,
          (box.y + box.height / 2) * photo.height,
        );
        const [x, y] = [px * view.scale + view.x, py * view.scale + view.y];
        const size = Math.max(box.width * photo.width, box.height * photo.height) * scale * view.scale;
        const radius = Math.max(LEAST_RADIUS, size / 2 + CLEARANCE);
        const fate = fateOf.get(id);
        const { colour, dash, sign } = fate ? FATE_MARKS[fate] : { colour: '#ffffff', dash: '', sign: '' };
        return (
          <g
            key={id}
            className={styles['mark']}
            data-fate={fate ?? 'unknown'}
            data-chosen={id === chosen}
            onClick={(event) => {
              event.stopPropagation();
              chooseLesion(side, id);
            }}
          >
            <title>{titleOf(lesion, fate)}</title>
            <circle className={styles['halo']} cx={x} cy={y} r={radius} />
            <circle cx={x} cy={y} r={radius} stroke={colour} strokeDasharray={dash} />
            {id === chosen && <circle cx={x} cy={y} r={radius + 5} stroke="#ffffff" strokeWidth={2.5} />}
            <text x={x + radius * 0.75 + 2} y={y - radius * 0.75} fill={colour}>
              {sign}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

const titleOf = ({ type }: ComparedLesion, fate: keyof typeof FATE_MARKS | undefined): string =>
  [typeMark(type).name, fate && FATE_MARKS[fate].name.toLowerCase()].filter(Boolean).join(', ');
