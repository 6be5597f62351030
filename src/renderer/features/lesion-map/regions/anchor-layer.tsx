import { Move, RotateCw } from 'lucide-react';
import { useRef, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { REGION_ANCHORS } from '../../../../shared/face/region-anchors';
import type { Point, Size } from '../../../../shared/geometry/viewport';
import type { ViewportStore } from '../../../ui/picture/viewport-store';
import type { ZoomControls } from '../../../ui/picture/use-zoom';
import { useOwnPresses } from '../tools/use-own-presses';
import { draggedBy, movedByKey, placeOfGrip, type Grip } from './drag-points';
import type { FaceEditing } from './face-editing';
import styles from './regions.module.css';

/** Screen pixels that a grip whose point is out of sight keeps from the edge of the stage. */
const EDGE = 12;
/** Screen pixels of movement below which a press is a press. */
const SLACK = 3;

interface AnchorLayerProps {
  readonly viewport: ViewportStore;
  readonly zoom: ZoomControls;
  /** Photo pixels. */
  readonly photo: Size;
  /** Photo pixels. */
  readonly anchors: readonly Point[];
  readonly editing: FaceEditing;
  /** Id of the words that say how a point is moved. */
  readonly hintId: string;
}

/** The points of the regions over the photo, by mouse, pen and keyboard. */
export function AnchorLayer(props: AnchorLayerProps) {
  return (
    <div className={styles['anchors']} role="group" aria-label="Points of the regions">
      <GripButton {...props} grip="whole" name="Whole face">
        <Move aria-hidden size={14} />
      </GripButton>
      <GripButton {...props} grip="turn" name="Turn and size of the face">
        <RotateCw aria-hidden size={14} />
      </GripButton>
      {REGION_ANCHORS.map(({ name }, index) => (
        <GripButton key={name} {...props} grip={index} name={name} />
      ))}
    </div>
  );
}

interface GripButtonProps extends AnchorLayerProps {
  readonly grip: Grip;
  readonly name: string;
  readonly children?: ReactNode;
}

interface Held {
  readonly at: Point;
  readonly anchors: readonly Point[];
}

function GripButton(props: GripButtonProps) {
  const { viewport, zoom, photo, anchors, editing, hintId, grip, name, children } = props;
  const button = useOwnPresses<HTMLButtonElement>();
  const held = useRef<Held | null>(null);
  const { view, stage } = useStore(viewport);
  const point = placeOfGrip(anchors, grip);
  const shown = { x: point.x * view.scale + view.x, y: point.y * view.scale + view.y };
  const place = {
    x: Math.max(EDGE, Math.min(stage.width - EDGE, shown.x)),
    y: Math.max(EDGE, Math.min(stage.height - EDGE, shown.y)),
  };
  const isOutside = place.x !== shown.x || place.y !== shown.y;

  /** Null until the pointer has gone far enough. */
  const draggedTo = (event: PointerEvent): readonly Point[] | null => {
    const { current } = held;
    if (!current) return null;
    const [dx, dy] = [event.clientX - current.at.x, event.clientY - current.at.y];
    if (Math.hypot(dx, dy) < SLACK && current.anchors === anchors) return null;
    return draggedBy(current.anchors, grip, { x: dx / view.scale, y: dy / view.scale }, photo);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const moved = movedByKey(anchors, grip, event, photo, view.scale);
    if (!moved) return;
    event.preventDefault();
    event.stopPropagation();
    editing.placeSoon(moved);
  };
  return (
    <button
      ref={button}
      type="button"
      className={styles['grip']}
      data-whole={typeof grip !== 'number'}
      data-outside={isOutside}
      style={{ translate: `${place.x}px ${place.y}px` }}
      aria-label={name}
      aria-describedby={hintId}
      title={name}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        // By keyboard; a press has it where it is.
        if (isOutside && event.currentTarget.matches(':focus-visible')) zoom.bringUp(point);
      }}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.stopPropagation();
        held.current = { at: { x: event.clientX, y: event.clientY }, anchors };
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        const moved = draggedTo(event);
        if (moved) editing.drag(moved);
      }}
      onPointerUp={(event) => {
        const moved = draggedTo(event);
        held.current = null;
        if (moved) editing.place(moved);
      }}
      onPointerCancel={() => {
        held.current = null;
        editing.letGo();
      }}
      onClick={(event) => event.stopPropagation()}
    >
      {children}
    </button>
  );
}
