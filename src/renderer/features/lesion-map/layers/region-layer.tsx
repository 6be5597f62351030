import { useStore } from 'zustand';
import type { FaceRegions } from '../../../../shared/face/face-regions';
import type { Point } from '../../../../shared/geometry/viewport';
import type { ViewportStore } from '../../../ui/picture/viewport-store';
import styles from './layers.module.css';

interface RegionLayerProps {
  readonly viewport: ViewportStore;
  readonly regions: FaceRegions;
}

const path = (points: readonly Point[], closed: boolean): string =>
  `M${points.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}${closed ? 'Z' : ''}`;

/** The borders of the face's regions over the photo. */
export function RegionLayer({ viewport, regions }: RegionLayerProps) {
  const { x, y, scale } = useStore(viewport, (state) => state.view);
  const { outline, nose, perioral, chin, brows, midline } = regions;
  const lines = [
    ...[outline, nose, perioral, chin].map((points) => path(points, true)),
    ...[brows, midline].map((points) => path(points, false)),
  ].join('');
  return (
    <svg className={styles['regions']} aria-hidden>
      <g transform={`translate(${x} ${y}) scale(${scale})`}>
        <path className={styles['halo']} d={lines} />
        <path d={lines} />
      </g>
    </svg>
  );
}
