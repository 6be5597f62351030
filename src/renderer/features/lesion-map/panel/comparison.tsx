import { updateSettings } from '../../../api/settings-store';
import type { CentreHits } from '../../../../shared/clinical/centre-hit';
import { PREDICTION_COLOUR, REFERENCE_COLOUR } from '../layers/mark-style';
import { LayerSwitch } from './layer-switch';
import styles from './panel.module.css';

interface ComparisonProps {
  readonly referenceCount: number;
  readonly detectionCount: number;
  readonly showReference: boolean;
  readonly showDetections: boolean;
  /** Null while there is nothing to compare with. */
  readonly hits: CentreHits | null;
}

/** Labels that came with the photo against what the model found, switchable, with their meeting counted. */
export function Comparison(props: ComparisonProps) {
  const { hits } = props;
  return (
    <section className={styles['section']} aria-label="Comparison with reference labels">
      <LayerSwitch
        label="Reference labels"
        colour={REFERENCE_COLOUR}
        count={props.referenceCount}
        checked={props.showReference}
        onChange={(showReference) => void updateSettings({ showReference })}
      />
      <LayerSwitch
        label="Found by Macule"
        colour={PREDICTION_COLOUR}
        count={props.detectionCount}
        checked={props.showDetections}
        onChange={(showDetections) => void updateSettings({ showDetections })}
      />
      {hits && (
        <dl
          className={styles['hits']}
          title="A lesion is matched when the centre of what was found lies inside its label. Types are not compared."
        >
          <div>
            <dt>Matched</dt>
            <dd>{hits.matched.length}</dd>
          </div>
          <div>
            <dt>Missed</dt>
            <dd>{hits.missed.length}</dd>
          </div>
          <div>
            <dt>Extra</dt>
            <dd>{hits.extra.length}</dd>
          </div>
        </dl>
      )}
    </section>
  );
}
