import { useEffect, useRef, useState } from 'react';
import type { Size } from '../../../../shared/geometry/viewport';
import type { Mark } from '../store/mark';
import { useMapStore, type MapState } from '../store/map-store';
import { selectedIds } from '../store/selection';
import type { ViewportStore } from '../../../ui/picture/viewport-store';
import { nextFrame } from '../../../ui/picture/next-frame';
import type { Outline } from './mark-shape';
import { paintMarks } from './paint-marks';
import { createSpriteCache } from './sprite-cache';
import styles from './layers.module.css';

interface OverlayLayerProps {
  readonly viewport: ViewportStore;
  /** Photo pixels. */
  readonly photo: Size;
  /** Bottom first. */
  readonly marks: readonly Mark[];
  readonly outline: Outline;
  readonly comparing: boolean;
  /** Called after a frame was drawn with exactly these marks. */
  readonly onDrawn: (marks: readonly Mark[]) => void;
}

/** The marks with the one that is under way where it is now. */
function withMoving(marks: readonly Mark[], moving: MapState['moving']): readonly Mark[] {
  if (!moving) return marks;
  return marks.map((mark) => (mark.id === moving.id ? { ...mark, box: moving.box } : mark));
}

/** One canvas over the picture, drawn again at most once per animation frame. */
export function OverlayLayer({ viewport, photo, marks, outline, comparing, onDrawn }: OverlayLayerProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const map = useMapStore();
  const [sprites] = useState(createSpriteCache);
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    const frame = nextFrame(() => {
      const { view, stage } = viewport.getState();
      if (stage.width === 0) return;
      const pixelRatio = window.devicePixelRatio;
      const width = Math.round(stage.width * pixelRatio);
      const height = Math.round(stage.height * pixelRatio);
      if (element.width !== width || element.height !== height) {
        element.width = width;
        element.height = height;
      }
      const state = map.getState();
      const { bare, hoveredId, moving } = state;
      const drawn = bare ? [] : withMoving(marks, moving);
      paintMarks(context, {
        view,
        stage,
        photo,
        pixelRatio,
        marks: drawn,
        outline,
        comparing,
        selectedIds: selectedIds(state),
        hoveredId,
        sprites,
      });
      onDrawn(marks);
    });
    frame.request();
    const stopViewport = viewport.subscribe(frame.request);
    const stopMap = map.subscribe(frame.request);
    return () => {
      stopViewport();
      stopMap();
      frame.cancel();
    };
  }, [viewport, photo, map, marks, outline, comparing, onDrawn, sprites]);
  return <canvas ref={canvas} className={styles['overlay']} aria-hidden />;
}
