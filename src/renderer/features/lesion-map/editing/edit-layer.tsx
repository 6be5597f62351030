import { useRef, useState, type PointerEvent } from 'react';
import { useStore } from 'zustand';
import type { Box } from '../../../../shared/geometry/box';
import { toScreen, type Point, type Size } from '../../../../shared/geometry/viewport';
import { useMap, useMapStore } from '../store/map-store';
import type { LesionMapMark } from '../store/mark';
import type { ViewportStore } from '../../../ui/picture/viewport-store';
import { useOwnPresses } from '../tools/use-own-presses';
import { CORNERS, dragCorner, heldBy, moveBox, newBox, type Corner, type Held } from './shape-box';
import type { Editing } from './editing';
import styles from './editing.module.css';

/** Screen pixels that the frame keeps from the lesion. */
const CLEARANCE = 6;
/** Screen pixels of movement below which a press is a press. */
const SLACK = 3;

interface EditLayerProps {
  readonly viewport: ViewportStore;
  /** Photo pixels. */
  readonly photo: Size;
  readonly shown: readonly LesionMapMark[];
  readonly editing: Editing;
  /** Photo pixels. */
  readonly usual: number;
}

/** What mouse and pen hold on to: the selected lesion's frame and corners, or the whole photo while adding. */
export function EditLayer(props: EditLayerProps) {
  const adding = useMap((state) => state.adding);
  const bare = useMap((state) => state.bare);
  const selectedId = useMap((state) => state.selectedId);
  const selected = props.shown.find(({ id }) => id === selectedId);
  const several = useMap((state) => state.alsoIds.size > 0);
  if (adding) return <AddSheet {...props} />;
  if (bare || several || !selected || selected.verdict === 'rejected') return null;
  return <SelectedFrame key={selected.id} {...props} mark={selected} />;
}

function AddSheet({ viewport, photo, editing, usual }: EditLayerProps) {
  const map = useMapStore();
  const sheet = useOwnPresses<HTMLDivElement>();
  const from = useRef<Point | null>(null);
  const [drawn, setDrawn] = useState<Box | null>(null);
  const pointOf = (event: PointerEvent): Point => {
    const { left = 0, top = 0 } = sheet.current?.getBoundingClientRect() ?? {};
    const { view } = viewport.getState();
    return {
      x: (event.clientX - left - view.x) / view.scale,
      y: (event.clientY - top - view.y) / view.scale,
    };
  };
  const view = useStore(viewport, (state) => state.view);
  const frame = drawn && toScreen(drawn, view);
  return (
    <div
      ref={sheet}
      className={styles['sheet']}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        from.current = pointOf(event);
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        if (from.current) setDrawn(newBox(from.current, pointOf(event), usual, photo));
      }}
      onPointerUp={(event) => {
        const start = from.current;
        from.current = null;
        setDrawn(null);
        if (!start) return;
        // One more with Shift; else the hand is free again.
        if (!event.shiftKey) map.setState({ adding: false });
        editing.add(newBox(start, pointOf(event), usual, photo));
      }}
      onPointerCancel={() => {
        from.current = null;
        setDrawn(null);
      }}
      onClick={(event) => event.stopPropagation()}
    >
      {frame && (
        <div
          className={styles['drawn']}
          style={{
            translate: `${frame.x}px ${frame.y}px`,
            inlineSize: frame.width,
            blockSize: frame.height,
          }}
        />
      )}
    </div>
  );
}

function SelectedFrame({
  viewport,
  photo,
  editing,
  mark,
}: EditLayerProps & { readonly mark: LesionMapMark }) {
  const map = useMapStore();
  const frame = useOwnPresses<HTMLDivElement>();
  const held = useRef<Held | null>(null);
  const view = useStore(viewport, (state) => state.view);
  const moving = useMap((state) => (state.moving?.id === mark.id ? state.moving.box : null));
  const box = toScreen(moving ?? mark.box, view);

  const hold = (event: PointerEvent, corner: Corner | null): void => {
    held.current = heldBy(event, moving ?? mark.box, corner);
    if (held.current) event.currentTarget.setPointerCapture(event.pointerId);
  };
  const draggedTo = (event: PointerEvent): Box | null => {
    const { current } = held;
    if (!current) return null;
    const { scale } = viewport.getState().view;
    const [dx, dy] = [event.clientX - current.at.x, event.clientY - current.at.y];
    if (Math.hypot(dx, dy) < SLACK && map.getState().moving?.id !== mark.id) return null;
    return current.corner
      ? dragCorner(current.box, current.corner, dx / scale, dy / scale, photo)
      : moveBox(current.box, dx / scale, dy / scale, photo);
  };
  const drag = (event: PointerEvent): void => {
    const dragged = draggedTo(event);
    if (dragged) map.setState({ moving: { id: mark.id, box: dragged } });
  };
  const release = (event: PointerEvent): void => {
    const dragged = draggedTo(event);
    held.current = null;
    if (dragged) editing.move(mark, dragged);
  };
  const letGo = (): void => {
    held.current = null;
    map.setState({ moving: null });
  };
  return (
    <div
      ref={frame}
      className={styles['frame']}
      style={{
        translate: `${box.x - CLEARANCE}px ${box.y - CLEARANCE}px`,
        inlineSize: box.width + 2 * CLEARANCE,
        blockSize: box.height + 2 * CLEARANCE,
      }}
      onPointerDown={(event) => hold(event, null)}
      onPointerMove={drag}
      onPointerUp={release}
      onPointerCancel={letGo}
    >
      {CORNERS.map((corner) => (
        <span
          key={`${corner.right}${corner.down}`}
          className={styles['corner']}
          data-right={corner.right}
          data-down={corner.down}
          onPointerDown={(event) => {
            event.stopPropagation();
            hold(event, corner);
          }}
        />
      ))}
    </div>
  );
}
