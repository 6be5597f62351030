import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { PhotoSummary } from '../../../shared/photo/photo';
import type { Comparison } from '../../../shared/ipc/fates';
import { photoUrl } from '../../../shared/photo/renditions';
import shared from '../../ui/picture/stage.module.css';
import { useLinkedView } from '../../ui/picture/use-linked-view';
import { useZoom } from '../../ui/picture/use-zoom';
import { useZoomKeys } from '../../ui/picture/use-zoom-keys';
import { createViewportStore, type ViewportStore } from '../../ui/picture/viewport-store';
import { chooseNothing, setShare, useCompare } from './compare-store';
import { FateLayer } from './fate-layer';
import styles from './compare.module.css';

/** How the later photo's pixels lie on the earlier one's. */
interface Laid {
  readonly a: number;
  readonly b: number;
  readonly x: number;
  readonly y: number;
}

interface StageProps {
  readonly earlier: PhotoSummary;
  readonly later: PhotoSummary;
  readonly comparison: Comparison | null;
}

/** Both photos, moved and magnified together in the earlier one's pixels. */
export function CompareStage({ earlier, later, comparison }: StageProps) {
  const mode = useCompare((state) => state.mode);
  const laid = laidOf(earlier, later, comparison);
  return mode === 'side-by-side' ? (
    <SideBySide earlier={earlier} later={later} comparison={comparison} laid={laid} />
  ) : (
    <OnTop earlier={earlier} later={later} comparison={comparison} laid={laid} />
  );
}

/** Where faces were not found, both photos fill the same frame. */
function laidOf(earlier: PhotoSummary, later: PhotoSummary, comparison: Comparison | null): Laid {
  if (comparison?.registration.state === 'laid') return comparison.registration.similarity;
  const a = Math.min(earlier.width / later.width, earlier.height / later.height);
  return { a, b: 0, x: (earlier.width - later.width * a) / 2, y: (earlier.height - later.height * a) / 2 };
}

type PartProps = StageProps & { readonly laid: Laid };

function SideBySide({ earlier, later, comparison, laid }: PartProps) {
  const [left] = useState(createViewportStore);
  const [right] = useState(createViewportStore);
  const [leftRef, rightRef] = [useRef<HTMLDivElement>(null), useRef<HTMLDivElement>(null)];
  const leftZoom = useZoom(leftRef, earlier, left);
  const rightZoom = useZoom(rightRef, earlier, right);
  useLinkedView(left, rightZoom, right);
  useLinkedView(right, leftZoom, left);
  useZoomKeys(leftZoom);
  return (
    <div className={shared['pair']}>
      <div
        ref={leftRef}
        className={shared['stage']}
        data-region="picture"
        tabIndex={0}
        role="group"
        aria-label={`Earlier photo, ${earlier.fileName}`}
        onClick={chooseNothing}
      >
        <Picture photo={earlier} laid={null} viewport={left} />
        <Marks side="earlier" photo={earlier} laid={null} comparison={comparison} viewport={left} />
      </div>
      <div
        ref={rightRef}
        className={shared['stage']}
        tabIndex={0}
        role="group"
        aria-label={`Later photo, ${later.fileName}`}
        onClick={chooseNothing}
      >
        <Picture photo={later} laid={laid} viewport={right} />
        <Marks side="later" photo={later} laid={laid} comparison={comparison} viewport={right} />
      </div>
    </div>
  );
}

function OnTop({ earlier, later, comparison, laid }: PartProps) {
  const { mode, share } = useCompare();
  const [viewport] = useState(createViewportStore);
  const ref = useRef<HTMLDivElement>(null);
  const zoom = useZoom(ref, earlier, viewport);
  useZoomKeys(zoom);
  const blink = useBlink(mode === 'blink');
  const showsLater = mode !== 'blink' || blink;
  return (
    <div
      ref={ref}
      className={shared['stage']}
      data-region="picture"
      tabIndex={0}
      role="group"
      aria-label={`${earlier.fileName} and ${later.fileName} on top of each other`}
      onClick={chooseNothing}
    >
      <Picture photo={earlier} laid={null} viewport={viewport} />
      <div
        className={styles['upper']}
        style={{
          opacity: mode === 'onion' ? share : showsLater ? 1 : 0,
          clipPath: mode === 'swipe' ? `inset(0 0 0 ${share * 100}%)` : undefined,
        }}
      >
        <Picture photo={later} laid={laid} viewport={viewport} />
        {mode !== 'onion' && showsLater && (
          <Marks side="later" photo={later} laid={laid} comparison={comparison} viewport={viewport} />
        )}
      </div>
      {mode === 'swipe' && <SwipeLine stage={ref} share={share} />}
      {mode === 'blink' && <p className={shared['which']}>{showsLater ? 'Later' : 'Earlier'}</p>}
      {!(mode === 'blink' && showsLater) && (
        <div
          className={styles['lower']}
          style={{ clipPath: mode === 'swipe' ? `inset(0 ${(1 - share) * 100}% 0 0)` : undefined }}
        >
          <Marks side="earlier" photo={earlier} laid={null} comparison={comparison} viewport={viewport} />
        </div>
      )}
    </div>
  );
}

/** Milliseconds that each photo shows: slow enough to see, fast enough for what moved to jump. */
const BLINK_MS = 700;

function useBlink(on: boolean): boolean {
  const [later, setLater] = useState(true);
  useEffect(() => {
    if (!on) return;
    const timer = setInterval(() => setLater((before) => !before), BLINK_MS);
    return () => clearInterval(timer);
  }, [on]);
  return later;
}

interface PictureProps {
  readonly photo: PhotoSummary;
  readonly laid: Laid | null;
  readonly viewport: ViewportStore;
}

function Picture({ photo, laid, viewport }: PictureProps) {
  const { scale, x, y } = useStore(viewport, (state) => state.view);
  const own = laid ? ` matrix(${laid.a}, ${laid.b}, ${-laid.b}, ${laid.a}, ${laid.x}, ${laid.y})` : '';
  return (
    <img
      className={styles['picture']}
      src={photoUrl(photo.id, 'full')}
      alt=""
      draggable={false}
      style={{
        inlineSize: photo.width,
        blockSize: photo.height,
        transform: `translate(${x}px, ${y}px) scale(${scale})${own}`,
      }}
    />
  );
}

interface MarksProps extends PictureProps {
  readonly side: 'earlier' | 'later';
  readonly comparison: Comparison | null;
}

function Marks({ side, photo, laid, comparison, viewport }: MarksProps) {
  const shown = useCompare((state) => state.showMarks);
  if (!shown || !comparison) return null;
  const place = (x: number, y: number): readonly [number, number] =>
    laid ? [laid.a * x - laid.b * y + laid.x, laid.b * x + laid.a * y + laid.y] : [x, y];
  return (
    <FateLayer
      side={side}
      comparison={comparison}
      photo={photo}
      place={place}
      scale={laid ? Math.hypot(laid.a, laid.b) : 1}
      viewport={viewport}
    />
  );
}

interface SwipeLineProps {
  readonly stage: React.RefObject<HTMLDivElement | null>;
  readonly share: number;
}

/** The line between the photos; it is dragged, or moved with the slider above. */
function SwipeLine({ stage, share }: SwipeLineProps) {
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = line.current;
    // Before the zoom beneath takes the press for a pan.
    const keep = (event: Event): void => event.stopPropagation();
    element?.addEventListener('mousedown', keep);
    element?.addEventListener('touchstart', keep);
    return () => {
      element?.removeEventListener('mousedown', keep);
      element?.removeEventListener('touchstart', keep);
    };
  }, []);
  return (
    <div
      ref={line}
      className={styles['swipe']}
      style={{ insetInlineStart: `${share * 100}%` }}
      onClick={(event) => event.stopPropagation()}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        const frame = stage.current?.getBoundingClientRect();
        if (event.buttons === 0 || !frame) return;
        setShare((event.clientX - frame.left) / frame.width);
      }}
    />
  );
}
