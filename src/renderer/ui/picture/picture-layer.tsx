import { useEffect, useRef } from 'react';
import type { PhotoSummary } from '../../../shared/photo/photo';
import { photoUrl, RENDITION_SIDES, type Rendition } from '../../../shared/photo/renditions';
import type { ViewportStore } from './viewport-store';
import { layPicture } from './lay-picture';
import { nextFrame } from './next-frame';
import styles from './picture.module.css';

export type PictureState = 'loading' | 'shown' | 'broken';

interface PictureLayerProps {
  readonly photo: Pick<PhotoSummary, 'id' | 'width' | 'height' | 'fileName'>;
  readonly viewport: ViewportStore;
  readonly onState: (state: PictureState) => void;
}

/**
 * The photo as images under a CSS transform, which the compositor moves without painting. The screen
 * rendition comes first; once the zoom asks for more pixels than it has, the full one is fetched, decoded
 * off the critical path and laid over it.
 */
export function PictureLayer({ photo, viewport, onState }: PictureLayerProps) {
  const holder = useRef<HTMLDivElement>(null);
  const { id, width, height } = photo;
  useEffect(() => {
    const element = holder.current;
    if (!element) return;
    let wanted = true;
    const longSide = Math.max(width, height);
    let fullAsked = longSide <= RENDITION_SIDES.screen;

    const lay = async (rendition: Rendition): Promise<void> => {
      const image = new Image();
      image.alt = '';
      image.draggable = false;
      image.src = photoUrl(id, rendition);
      await image.decode();
      if (wanted) layPicture(element, image, rendition);
    };
    const place = () => {
      const { view } = viewport.getState();
      element.style.transform = `translate(${view.x}px, ${view.y}px) scale(${view.scale})`;
      if (fullAsked || view.scale * window.devicePixelRatio * longSide <= RENDITION_SIDES.screen * 1.05)
        return;
      fullAsked = true;
      // Where the full picture cannot be had, the screen rendition goes on showing.
      lay('full').catch(() => undefined);
    };
    const frame = nextFrame(place);
    frame.request();
    const stop = viewport.subscribe(frame.request);
    onState('loading');
    lay('screen').then(
      () => wanted && onState('shown'),
      () => wanted && onState('broken'),
    );
    return () => {
      wanted = false;
      stop();
      frame.cancel();
      element.replaceChildren();
    };
  }, [id, width, height, viewport, onState]);
  return <div ref={holder} className={styles['picture']} style={{ inlineSize: width, blockSize: height }} />;
}
