import { select } from 'd3-selection';
import { zoom, ZoomTransform, type D3ZoomEvent } from 'd3-zoom';
import { useEffect, useMemo, useRef, type RefObject } from 'react';
import {
  betweenViews,
  centreOn,
  constrainView,
  fitView,
  MAX_SCALE,
  scaleAbout,
  type Point,
  type Size,
  type View,
} from '../../../shared/geometry/viewport';
import type { ViewportStore } from './viewport-store';

/** Surround left free round a fitted photo, CSS pixels. */
const MARGIN = 16;
/** Milliseconds of a movement that a key or button starts. */
const GLIDE_MS = 160;

export interface ZoomControls {
  readonly fit: () => void;
  /** One photo pixel on one device pixel. */
  readonly actualSize: () => void;
  /** Multiplies the magnification, about the middle of the stage. */
  readonly zoomBy: (factor: number) => void;
  /** Moves the photo by screen pixels. */
  readonly panBy: (dx: number, dy: number) => void;
  /** Brings a photo point to the middle, as far as the edges of the photo allow. */
  readonly bringUp: (centre: Point) => void;
  /** Takes a view over from another stage of the same size, at once. */
  readonly show: (view: View) => void;
  /** The view now, or the one that a movement under way will end in. */
  readonly destination: () => View;
}

const toView = ({ k, x, y }: { k: number; x: number; y: number }): View => ({ scale: k, x, y });
const toTransform = ({ scale, x, y }: View) => new ZoomTransform(scale, x, y);

const wantsStillness = () => window.matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Wheel, drag, pinch and double click on the stage, and the same by name for keys and buttons. */
export function useZoom(
  stageRef: RefObject<HTMLElement | null>,
  photo: Size,
  viewport: ViewportStore,
): ZoomControls {
  const glideTo = useRef<(view: View) => void>(() => undefined);
  const showNow = useRef<(view: View) => void>(() => undefined);
  const destined = useRef<View | null>(null);
  const { width, height } = photo;

  useEffect(() => {
    const element = stageRef.current;
    if (!element) return;
    const size = { width, height };
    const stageOf = () => viewport.getState().stage;
    const leastScale = () => Math.min(fitView(size, stageOf(), MARGIN).scale, 1 / window.devicePixelRatio);
    let fitted = true;
    let gliding = 0;

    const behaviour = zoom<HTMLElement, unknown>()
      .extent(() => {
        const stage = stageOf();
        return [
          [0, 0],
          [stage.width, stage.height],
        ];
      })
      .constrain((transform) => toTransform(constrainView(toView(transform), size, stageOf(), MARGIN)))
      .clickDistance(4)
      // As d3 has it, but dragging with Shift is left to whoever selects.
      .filter((event: MouseEvent) => {
        const { type, ctrlKey, shiftKey, button } = event;
        return (!ctrlKey || type === 'wheel') && !button && !(shiftKey && type === 'mousedown');
      })
      .on('zoom', (event: D3ZoomEvent<HTMLElement, unknown>) => {
        if (event.sourceEvent) {
          cancelAnimationFrame(gliding);
          destined.current = null;
          fitted = false;
        }
        viewport.setState({ view: toView(event.transform) });
      });
    const selection = select(element);
    selection.call(behaviour).on('dblclick.zoom', null);
    const show = (view: View) => behaviour.transform(selection, toTransform(view));

    showNow.current = (view) => {
      cancelAnimationFrame(gliding);
      destined.current = null;
      fitted = false;
      show(view);
    };
    glideTo.current = (target) => {
      cancelAnimationFrame(gliding);
      const stage = stageOf();
      const [least, most] = behaviour.scaleExtent();
      const scale = Math.min(most, Math.max(least, target.scale));
      const middle = { x: stage.width / 2, y: stage.height / 2 };
      const end = constrainView(scaleAbout(target, scale, middle), size, stage, MARGIN);
      fitted = Math.abs(end.scale - fitView(size, stage, MARGIN).scale) < 1e-9;
      if (wantsStillness()) {
        show(end);
        return;
      }
      const from = viewport.getState().view;
      destined.current = end;
      let started: number | null = null;
      const step = (now: number) => {
        started ??= now;
        const t = Math.min(1, (now - started) / GLIDE_MS);
        show(betweenViews(from, end, stage, 1 - (1 - t) ** 3));
        if (t < 1) gliding = requestAnimationFrame(step);
        else destined.current = null;
      };
      gliding = requestAnimationFrame(step);
    };

    const onDoubleClick = (event: MouseEvent) => {
      const { left, top } = element.getBoundingClientRect();
      const anchor = { x: event.clientX - left, y: event.clientY - top };
      const view = destined.current ?? viewport.getState().view;
      glideTo.current(scaleAbout(view, view.scale * (event.shiftKey ? 0.5 : 2), anchor));
    };
    element.addEventListener('dblclick', onDoubleClick);

    // A fitted photo stays fitted when the window changes; another keeps its middle where it was.
    const layOut = () => {
      const stage = { width: element.clientWidth, height: element.clientHeight };
      if (stage.width === 0 || stage.height === 0) return;
      const before = viewport.getState();
      const { view } = before;
      const middle = {
        x: (before.stage.width / 2 - view.x) / view.scale,
        y: (before.stage.height / 2 - view.y) / view.scale,
      };
      cancelAnimationFrame(gliding);
      destined.current = null;
      viewport.setState({ stage });
      behaviour.scaleExtent([leastScale(), MAX_SCALE]);
      show(
        fitted || before.stage.width === 0
          ? fitView(size, stage, MARGIN)
          : constrainView(centreOn(middle, view.scale, stage), size, stage, MARGIN),
      );
    };
    const observer = new ResizeObserver(layOut);
    observer.observe(element);
    layOut();
    return () => {
      observer.disconnect();
      cancelAnimationFrame(gliding);
      element.removeEventListener('dblclick', onDoubleClick);
      selection.on('.zoom', null);
    };
  }, [stageRef, width, height, viewport]);

  return useMemo(() => {
    const destination = () => destined.current ?? viewport.getState().view;
    const middle = () => {
      const { stage } = viewport.getState();
      return { x: stage.width / 2, y: stage.height / 2 };
    };
    return {
      fit: () => glideTo.current(fitView({ width, height }, viewport.getState().stage, MARGIN)),
      actualSize: () => glideTo.current(scaleAbout(destination(), 1 / window.devicePixelRatio, middle())),
      zoomBy: (factor) => {
        const view = destination();
        glideTo.current(scaleAbout(view, view.scale * factor, middle()));
      },
      panBy: (dx, dy) => {
        const view = destination();
        glideTo.current({ ...view, x: view.x + dx, y: view.y + dy });
      },
      bringUp: (centre) => glideTo.current(centreOn(centre, destination().scale, viewport.getState().stage)),
      show: (view) => showNow.current(view),
      destination,
    };
  }, [width, height, viewport]);
}
