import { Check, RotateCcw } from 'lucide-react';
import { countByRegion, regionSideWords, regionsInWords } from '../../../../shared/clinical/region-counts';
import { REGION_NAMES } from '../../../../shared/clinical/region';
import type { PlacedLesions } from '../../../../shared/face/place-lesions';
import { Button } from '../../../ui/button';
import { useMap } from '../store/map-store';
import type { ShownRegions } from './use-regions';
import styles from './regions.module.css';

interface RegionsStripProps {
  readonly source: ShownRegions['source'];
  readonly placed: PlacedLesions;
  readonly hintId: string;
  readonly onReset: () => void;
  readonly onDone: () => void;
}

const SOURCE_WORDS: Readonly<Record<ShownRegions['source'], string>> = {
  found: 'As the model found the face.',
  corrected: 'Corrected by hand.',
  none: 'No face was found: move and size the whole, then the points. Nothing is kept before that.',
};

/** Over the photo while its regions are corrected: what to do, what comes of it, and the way out. */
export function RegionsStrip({ source, placed, hintId, onReset, onDone }: RegionsStripProps) {
  const isMoving = useMap((state) => state.draft !== null);
  const counts = countByRegion(placed.placed);
  return (
    <section className={styles['strip']} aria-label="Regions of the face">
      <p>
        <strong>Regions of the face.</strong> {SOURCE_WORDS[source]}{' '}
        <span id={hintId} className={styles['hint']}>
          Drag a point, or move it by the arrow keys; with Shift farther.
        </span>
      </p>
      <div className={styles['stripButtons']}>
        <Button disabled={source !== 'corrected'} onClick={onReset}>
          <RotateCcw aria-hidden size={16} /> Back to what was found
        </Button>
        <Button look="main" title="Done (Esc)" onClick={onDone}>
          <Check aria-hidden size={16} /> Done
        </Button>
      </div>
      <dl>
        {counts.map((count) => (
          <div key={count.region}>
            <dt>{REGION_NAMES[count.region]}</dt>
            <dd>
              {count.total} <span className={styles['sides']}>{regionSideWords(count)}</span>
            </dd>
          </div>
        ))}
        {placed.withoutRegion > 0 && (
          <div>
            <dt>In no region</dt>
            <dd>{placed.withoutRegion}</dd>
          </div>
        )}
      </dl>
      <p className="visually-hidden" role="status">
        {!isMoving && regionsInWords(counts, placed.withoutRegion)}
      </p>
    </section>
  );
}
