import { useRef, useState } from 'react';
import type { PhotoDifference } from '../../../../shared/ipc/retraining';
import { PictureLayer, type PictureState } from '../../../ui/picture/picture-layer';
import styles from '../../../ui/picture/stage.module.css';
import { useLinkedView } from '../../../ui/picture/use-linked-view';
import { useZoom } from '../../../ui/picture/use-zoom';
import { useZoomKeys } from '../../../ui/picture/use-zoom-keys';
import { createViewportStore, type ViewportStore } from '../../../ui/picture/viewport-store';
import { DifferenceLayer } from './difference-layer';

interface DifferenceStageProps {
  readonly photo: PhotoDifference;
  readonly showConfirmed: boolean;
}

/** One photo twice, as each model sees it, moved and magnified together. */
export function DifferenceStage({ photo, showConfirmed }: DifferenceStageProps) {
  const [left] = useState(createViewportStore);
  const [right] = useState(createViewportStore);
  const [leftRef, rightRef] = [useRef<HTMLDivElement>(null), useRef<HTMLDivElement>(null)];
  const leftZoom = useZoom(leftRef, photo, left);
  const rightZoom = useZoom(rightRef, photo, right);
  useLinkedView(left, rightZoom, right);
  useLinkedView(right, leftZoom, left);
  useZoomKeys(leftZoom);
  const shared = { photo, showConfirmed };
  return (
    <div className={styles['pair']}>
      <Side side="before" stage={leftRef} viewport={left} {...shared} />
      <Side side="after" stage={rightRef} viewport={right} {...shared} />
    </div>
  );
}

interface SideProps extends DifferenceStageProps {
  readonly side: 'before' | 'after';
  readonly stage: React.RefObject<HTMLDivElement | null>;
  readonly viewport: ViewportStore;
}

const TITLES = { before: 'Model before', after: 'New model' } as const;

function Side({ side, stage, viewport, photo, showConfirmed }: SideProps) {
  const [state, setState] = useState<PictureState>('loading');
  const { photoId: id, width, height, fileName } = photo;
  return (
    <div
      ref={stage}
      className={styles['stage']}
      tabIndex={0}
      role="group"
      aria-label={`${TITLES[side]}: ${fileName}`}
    >
      <PictureLayer photo={{ id, width, height, fileName }} viewport={viewport} onState={setState} />
      <DifferenceLayer side={side} photo={photo} showConfirmed={showConfirmed} viewport={viewport} />
      <p className={styles['which']}>
        {TITLES[side]}
        {state === 'broken' && ': the picture cannot be shown'}
      </p>
    </div>
  );
}
