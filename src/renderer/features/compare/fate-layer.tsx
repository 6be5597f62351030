import { useStore } from 'zustand';
import type { ComparedLesion, Comparison } from '../../../shared/ipc/fates';
import { typeMark } from '../../../shared/clinical/type-marks';
import type { Size } from '../../../shared/geometry/viewport';
import { CircledMark, type CircleLook } from '../../ui/picture/circled-mark';
import styles from '../../ui/picture/stage.module.css';
import type { ViewportStore } from '../../ui/picture/viewport-store';
import { chooseLesion, useCompare } from './compare-store';
import { FATE_MARKS } from './fate-marks';

const UNKNOWN_FATE: CircleLook = { colour: '#ffffff', dash: '', sign: '' };

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
        const fate = fateOf.get(id);
        return (
          <CircledMark
            key={id}
            title={titleOf(lesion, fate)}
            {...{ x, y, size, look: fate ? FATE_MARKS[fate] : UNKNOWN_FATE }}
            chosen={id === chosen}
            data-fate={fate ?? 'unknown'}
            cursor="pointer"
            onClick={(event) => {
              event.stopPropagation();
              chooseLesion(side, id);
            }}
          />
        );
      })}
    </svg>
  );
}

const titleOf = ({ type }: ComparedLesion, fate: keyof typeof FATE_MARKS | undefined): string =>
  [typeMark(type).name, fate && FATE_MARKS[fate].name.toLowerCase()].filter(Boolean).join(', ');
