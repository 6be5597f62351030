import { useEffect, useRef, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import type { PhotoSummary } from '../../../shared/photo/photo';
import { OverlayLayer } from './layers/overlay-layer';
import type { Outline } from './layers/mark-shape';
import { leastOutlineOf } from './layers/paint-marks';
import { PictureLayer, type PictureState } from '../../ui/picture/picture-layer';
import { useMapStore } from './store/map-store';
import type { Mark } from './store/mark';
import { neighbourId } from './store/reading-order';
import { selectionOf, withToggled } from './store/selection';
import type { ViewportStore } from '../../ui/picture/viewport-store';
import { markAt } from './tools/hit-test';
import { useSelectFrame } from './tools/use-select-frame';
import type { ZoomControls } from '../../ui/picture/use-zoom';
import { panOf } from '../../ui/picture/zoom-keys';
import styles from './stage.module.css';

interface StageProps {
  readonly photo: PhotoSummary;
  readonly viewport: ViewportStore;
  readonly zoom: ZoomControls;
  readonly stageRef: React.RefObject<HTMLDivElement | null>;
  /** In reading order. */
  readonly marks: readonly Mark[];
  readonly outline: Outline;
  readonly comparing: boolean;
  readonly onSelect: (mark: Mark) => void;
  readonly onPicture: (state: PictureState) => void;
  readonly onDrawn: (marks: readonly Mark[]) => void;
  /** What lies over the marks. */
  readonly children?: ReactNode;
}

/** The photo with its marks: pointer and keys act on it here. */
export function Stage(props: StageProps) {
  const { photo, viewport, zoom, stageRef, marks, outline, onSelect } = props;
  const map = useMapStore();
  const drawing = useSelectFrame(stageRef, viewport, map, marks);
  const pressedAt = useRef<{ x: number; y: number } | null>(null);

  const markUnder = (event: { clientX: number; clientY: number }) => {
    const { left, top } = stageRef.current?.getBoundingClientRect() ?? { left: 0, top: 0 };
    const point = { x: event.clientX - left, y: event.clientY - top };
    const { view } = viewport.getState();
    if (map.getState().bare) return null;
    return markAt(marks, point, view, outline, leastOutlineOf({ view, photo, marks }));
  };

  const onPointerMove = (event: PointerEvent) => {
    if (event.buttons !== 0) return;
    const hoveredId = markUnder(event)?.id ?? null;
    if (hoveredId !== map.getState().hoveredId) map.setState({ hoveredId });
  };

  const step = (direction: 1 | -1): boolean => {
    const id = neighbourId(
      marks.map((mark) => mark.id),
      map.getState().selectedId,
      direction,
    );
    const mark = marks.find((one) => one.id === id);
    if (mark) onSelect(mark);
    return mark !== undefined;
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const { key, shiftKey } = event;
    const pan = panOf(event);
    if (pan) zoom.panBy(...pan);
    else if (key === 'ArrowRight' || key === 'ArrowDown') step(1);
    else if (key === 'ArrowLeft' || key === 'ArrowUp') step(-1);
    else if (key === 'Tab' && map.getState().selectedId !== null) {
      // Beyond the last lesion, and after Escape, Tab leaves the picture as usual.
      if (!step(shiftKey ? -1 : 1)) return;
    } else return;
    event.preventDefault();
  };

  useEffect(() => () => map.setState({ hoveredId: null }), [map]);

  return (
    <div
      ref={stageRef}
      className={styles['stage']}
      data-region="picture"
      role="application"
      aria-roledescription="lesion map"
      aria-label={`${photo.fileName}. Arrow keys walk through the lesions, Enter accepts, Delete rejects, A adds one, Escape ends.`}
      tabIndex={0}
      onPointerMove={(event) => {
        drawing.onPointerMove(event);
        onPointerMove(event);
      }}
      onPointerUp={drawing.onPointerUp}
      onPointerCancel={drawing.onPointerCancel}
      onPointerLeave={() => map.setState({ hoveredId: null })}
      onPointerDown={(event) => {
        pressedAt.current = { x: event.clientX, y: event.clientY };
        stageRef.current?.focus({ preventScroll: true });
        drawing.onPointerDown(event);
      }}
      onClick={(event) => {
        const from = pressedAt.current;
        if (!from || Math.hypot(event.clientX - from.x, event.clientY - from.y) > 4) return;
        const mark = markUnder(event);
        if (!event.shiftKey) map.setState(selectionOf(mark ? [mark.id] : []));
        else if (mark) map.setState((state) => withToggled(state, mark.id));
      }}
      onKeyDown={onKeyDown}
    >
      <PictureLayer photo={photo} viewport={viewport} onState={props.onPicture} />
      <OverlayLayer
        viewport={viewport}
        photo={photo}
        marks={marks}
        outline={outline}
        comparing={props.comparing}
        onDrawn={props.onDrawn}
      />
      {props.children}
      {drawing.frame && (
        <div
          className={styles['frame']}
          style={{
            translate: `${drawing.frame.x}px ${drawing.frame.y}px`,
            inlineSize: drawing.frame.width,
            blockSize: drawing.frame.height,
          }}
        />
      )}
    </div>
  );
}
