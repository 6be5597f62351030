import { Eye, EyeOff, Maximize, Minus, Plus } from 'lucide-react';
import { useStore } from 'zustand';
import { Button } from '../../ui/button';
import { useMap, useMapStore } from './store/map-store';
import type { ViewportStore } from '../../ui/picture/viewport-store';
import type { ZoomControls } from '../../ui/picture/use-zoom';
import styles from './stage.module.css';

interface ZoomBarProps {
  readonly viewport: ViewportStore;
  readonly zoom: ZoomControls;
}

/** The switch for a look at the bare skin, zoom buttons and the magnification: 100 % is one photo pixel on one pixel of the screen. */
export function ZoomBar({ viewport, zoom }: ZoomBarProps) {
  const shown = useStore(viewport, ({ view }) => Math.round(view.scale * window.devicePixelRatio * 100));
  const map = useMapStore();
  const bare = useMap((state) => state.bare);
  return (
    <div className={styles['bar']} role="group" aria-label="View">
      <Button
        look="bare"
        aria-pressed={bare}
        className={styles['bare']}
        title={bare ? 'Show the marks (H)' : 'Hide the marks (H)'}
        onClick={() => map.setState({ bare: !bare })}
      >
        {bare ? <EyeOff aria-hidden size={18} /> : <Eye aria-hidden size={18} />}
        {bare ? 'Marks hidden' : <span className="visually-hidden">Hide marks</span>}
      </Button>
      <Button look="bare" aria-label="Zoom out" title="Zoom out (−)" onClick={() => zoom.zoomBy(1 / 1.5)}>
        <Minus aria-hidden size={18} />
      </Button>
      <Button look="bare" className={styles['readout']} title="Actual pixels (1)" onClick={zoom.actualSize}>
        {shown} %
      </Button>
      <Button look="bare" aria-label="Zoom in" title="Zoom in (+)" onClick={() => zoom.zoomBy(1.5)}>
        <Plus aria-hidden size={18} />
      </Button>
      <Button look="bare" aria-label="Fit whole photo" title="Fit whole photo (0)" onClick={zoom.fit}>
        <Maximize aria-hidden size={18} />
      </Button>
    </div>
  );
}
