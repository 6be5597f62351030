import { Check, RotateCcw, X } from 'lucide-react';
import { BODY_REGIONS, bodyRegionSchema, REGION_NAMES } from '../../../../shared/clinical/region';
import { STATED_TYPES, statedTypeSchema } from '../../../../shared/clinical/stated-type';
import { regionAt, type FaceRegions } from '../../../../shared/face/face-regions';
import { boxCentre } from '../../../../shared/geometry/viewport';
import { Button } from '../../../ui/button';
import { countOf } from '../../../ui/format';
import { TYPE_MARKS } from '../../../../shared/clinical/type-marks';
import { useMap } from '../store/map-store';
import type { LesionMapMark } from '../store/mark';
import type { Editing } from './editing';
import styles from './editing.module.css';

interface SelectedLesionProps {
  readonly marks: readonly LesionMapMark[];
  readonly editing: Editing;
  /** Null where no face was found. */
  readonly regions: FaceRegions | null;
}

/** What can be said of the selected lesion. */
export function SelectedLesion({ marks, editing, regions }: SelectedLesionProps) {
  const selectedId = useMap((state) => state.selectedId);
  const alsoIds = useMap((state) => state.alsoIds);
  if (alsoIds.size > 0)
    return (
      <SelectedLesions
        marks={marks.filter(({ id }) => id === selectedId || alsoIds.has(id))}
        editing={editing}
      />
    );
  const mark = marks.find(({ id }) => id === selectedId);
  if (!mark) return null;
  const { verdict } = mark;
  const placed = regions && regionAt(regions, boxCentre(mark.box));
  const rejected = verdict === 'rejected';
  return (
    <section className={styles['selected']} aria-label="Selected lesion">
      <label>
        Type
        <select
          value={mark.type ?? ''}
          disabled={rejected}
          onChange={(event) =>
            editing.retype([mark], statedTypeSchema.nullable().parse(event.currentTarget.value || null))
          }
        >
          <TypeOptions />
        </select>
      </label>
      <label>
        Region
        <select
          value={mark.own?.region ?? ''}
          disabled={rejected}
          onChange={(event) =>
            editing.setRegion(mark, bodyRegionSchema.nullable().parse(event.currentTarget.value || null))
          }
        >
          <option value="">{placed ? `${REGION_NAMES[placed]} (by landmarks)` : 'Not known'}</option>
          {BODY_REGIONS.map((region) => (
            <option key={region} value={region}>
              {REGION_NAMES[region]}
            </option>
          ))}
        </select>
      </label>
      <div className={styles['buttons']}>
        {(verdict === null || rejected) && (
          <Button title="Accept (Enter)" onClick={() => editing.accept([mark])}>
            <Check aria-hidden size={16} /> Accept
          </Button>
        )}
        {!rejected && (
          <Button title="Reject (Delete)" onClick={() => editing.reject([mark])}>
            <X aria-hidden size={16} /> {verdict === 'added' ? 'Delete' : 'Reject'}
          </Button>
        )}
        {verdict !== null && mark.lesion && (
          <Button title="Leave it to the model again" onClick={() => editing.clear([mark])}>
            <RotateCcw aria-hidden size={16} /> Take back
          </Button>
        )}
      </div>
    </section>
  );
}

const TypeOptions = () => (
  <>
    <option value="">Type unsure (X)</option>
    {STATED_TYPES.map((type) => (
      <option key={type} value={type}>
        {TYPE_MARKS[type].name}
      </option>
    ))}
  </>
);

/** No type: what the choice of several lesions stands at until one is made. */
const KEEP = 'keep';

/** What can be said of several lesions at once, each time as one action. */
function SelectedLesions({ marks, editing }: Omit<SelectedLesionProps, 'regions'>) {
  const standing = marks.filter(({ verdict }) => verdict !== 'rejected');
  const open = marks.filter(({ verdict }) => verdict === null || verdict === 'rejected');
  const judged = marks.filter(({ verdict, lesion }) => verdict !== null && lesion !== null);
  return (
    <section className={styles['selected']} aria-label="Selected lesions">
      <p>
        <strong>{countOf(marks.length, 'lesion')} selected</strong>
      </p>
      <label>
        Type
        <select
          value={KEEP}
          disabled={standing.length === 0}
          onChange={(event) =>
            editing.retype(standing, statedTypeSchema.nullable().parse(event.currentTarget.value || null))
          }
        >
          <option value={KEEP} disabled>
            Each its own
          </option>
          <TypeOptions />
        </select>
      </label>
      <div className={styles['buttons']}>
        <Button title="Accept (Enter)" disabled={open.length === 0} onClick={() => editing.accept(open)}>
          <Check aria-hidden size={16} /> Accept
        </Button>
        <Button
          title="Reject; your own are deleted (Delete)"
          disabled={standing.length === 0}
          onClick={() => editing.reject(standing)}
        >
          <X aria-hidden size={16} /> Reject
        </Button>
        {judged.length > 0 && (
          <Button title="Leave them to the model again" onClick={() => editing.clear(judged)}>
            <RotateCcw aria-hidden size={16} /> Take back
          </Button>
        )}
      </div>
    </section>
  );
}
