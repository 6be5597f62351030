import { useRef, useState, type PointerEvent, type RefObject } from 'react';
import type { Box } from '../../../../shared/geometry/box';
import { boxCentre, toScreen, type Point } from '../../../../shared/geometry/viewport';
import type { ViewportStore } from '../../../ui/picture/viewport-store';
import type { MapStore } from '../store/map-store';
import type { Mark } from '../store/mark';
import { withMore } from '../store/selection';

/** Screen pixels of movement below which a press is a press. */
const SLACK = 4;

/** The box between two points. */
export const boxBetween = (a: Point, b: Point): Box => ({
  x: Math.min(a.x, b.x),
  y: Math.min(a.y, b.y),
  width: Math.abs(a.x - b.x),
  height: Math.abs(a.y - b.y),
});

/** Ids of the lesions whose middle lies in a frame; all in the same pixels. */
export const lesionsIn = (
  marks: readonly (Pick<Mark, 'id' | 'kind'> & { readonly box: Box })[],
  frame: Box,
): readonly string[] =>
  marks
    .filter(({ kind, box }) => {
      const { x, y } = boxCentre(box);
      const across = x >= frame.x && x <= frame.x + frame.width;
      return kind === 'lesion' && across && y >= frame.y && y <= frame.y + frame.height;
    })
    .map(({ id }) => id);

interface SelectFrame {
  /** What is being drawn, screen pixels of the stage. */
  readonly frame: Box | null;
  readonly onPointerDown: (event: PointerEvent) => void;
  readonly onPointerMove: (event: PointerEvent) => void;
  readonly onPointerUp: (event: PointerEvent) => void;
  readonly onPointerCancel: () => void;
}

/** Dragging with Shift draws a frame; the lesions in it are selected besides those that are. */
export function useSelectFrame(
  stageRef: RefObject<HTMLDivElement | null>,
  viewport: ViewportStore,
  map: MapStore,
  marks: readonly Mark[],
): SelectFrame {
  const from = useRef<Point | null>(null);
  const [frame, setFrame] = useState<Box | null>(null);
  const pointOf = ({ clientX, clientY }: PointerEvent): Point => {
    const { left = 0, top = 0 } = stageRef.current?.getBoundingClientRect() ?? {};
    return { x: clientX - left, y: clientY - top };
  };
  /** Null while it is a press and no drag. */
  const drawnTo = (event: PointerEvent): Box | null => {
    const drawn = from.current && boxBetween(from.current, pointOf(event));
    return drawn && Math.hypot(drawn.width, drawn.height) > SLACK ? drawn : null;
  };
  const letGo = (): void => {
    from.current = null;
    setFrame(null);
  };
  return {
    frame,
    onPointerDown: (event) => {
      const { adding, bare } = map.getState();
      if (event.button !== 0 || !event.shiftKey || adding || bare) return;
      from.current = pointOf(event);
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: (event) => {
      const drawn = drawnTo(event);
      if (drawn) setFrame(drawn);
    },
    onPointerUp: (event) => {
      // Not what is shown: the last movement may not have been rendered yet.
      const drawn = drawnTo(event);
      if (drawn) {
        const { view } = viewport.getState();
        const onScreen = marks.map((mark) => ({ ...mark, box: toScreen(mark.box, view) }));
        map.setState((state) => withMore(state, lesionsIn(onScreen, drawn)));
      }
      letGo();
    },
    onPointerCancel: letGo,
  };
}
