import { RefreshCw } from 'lucide-react';
import type { LesionMap, MapConfirmation, PhotoSummary } from '../../../../shared/photo/photo';
import type { Settings } from '../../../../shared/ipc/app';
import type { CentreHits } from '../../../../shared/clinical/centre-hit';
import { updateSettings } from '../../../api/settings-store';
import { Button } from '../../../ui/button';
import { countOf, percent } from '../../../ui/format';
import { runAnalysis } from '../run-analysis';
import type { LesionMapMark, ReferenceMark } from '../store/mark';
import type { Editing } from '../editing/editing';
import { Grading } from '../grading/grading';
import type { FaceRegions } from '../../../../shared/face/face-regions';
import type { PlacedLesions } from '../../../../shared/face/place-lesions';
import { confirmMap, reopenMap } from '../editing/confirm';
import { ReviewBar } from '../editing/review-bar';
import { SelectedLesion } from '../editing/selected-lesion';
import type { ShownLesions } from '../store/shown-lesions';
import { Comparison } from './comparison';
import { LesionList } from './lesion-list';
import { MapDetails } from './map-details';
import { ScaleAndSettings } from './scale-and-settings';
import { ThresholdSlider } from './threshold-slider';
import { TypeCounts } from './type-counts';
import styles from './panel.module.css';

interface PanelProps {
  readonly photo: PhotoSummary;
  /** Null until a first analysis has finished. */
  readonly map: LesionMap | null;
  readonly shown: ShownLesions;
  readonly minScore: number;
  readonly marks: readonly (LesionMapMark | ReferenceMark)[];
  readonly referenceCount: number;
  readonly comparing: boolean;
  readonly hits: CentreHits | null;
  readonly settings: Settings;
  readonly placed: PlacedLesions;
  /** Null where no face was found. */
  readonly regions: FaceRegions | null;
  /** Whether anybody has looked for a face. */
  readonly faceSought: boolean;
  /** Whether a clinician has corrected the regions. */
  readonly corrected: boolean;
  readonly mayCorrect: boolean;
  readonly editing: Editing;
  readonly confirmation: MapConfirmation | null;
  readonly onSelect: (mark: LesionMapMark | ReferenceMark) => void;
}

/** Counts, confidence, comparison and the list of lesions beside the photo. */
export function Panel(props: PanelProps) {
  const { photo, map, shown, marks, comparing, settings, editing } = props;
  const { outline } = settings;
  const busy = photo.analysis.state === 'queued' || photo.analysis.state === 'running';
  const hiddenCount =
    shown.counted.length - shown.visible.filter(({ verdict }) => verdict !== 'rejected').length;
  return (
    <aside className={styles['panel']} data-region="results" aria-label="Lesions">
      {map ? (
        <>
          <header className={styles['head']}>
            <h2>
              {countOf(shown.total, 'lesion')}
              {hiddenCount > 0 && <span className={styles['hint']}> · {hiddenCount} hidden</span>}
            </h2>
            <MapDetails map={map} />
            <Button
              look="bare"
              aria-label="Analyse again"
              title="Analyse again"
              disabled={busy}
              onClick={() => void runAnalysis(photo.id)}
            >
              <RefreshCw aria-hidden size={17} />
            </Button>
          </header>
          <ScaleAndSettings map={map} busy={busy} onAnalyse={() => void runAnalysis(photo.id)} />
          <TypeCounts counts={shown.counts} comparing={comparing} outline={outline} />
          <ReviewBar
            shown={shown}
            editing={editing}
            mayCorrect={props.mayCorrect}
            confirmation={props.confirmation}
            onConfirm={() => {
              editing.flush();
              void confirmMap(photo.id, props.minScore);
            }}
            onReopen={() => {
              editing.flush();
              void reopenMap(photo.id);
            }}
          />
          <ThresholdSlider value={props.minScore} operating={map.source.threshold} floor={map.floor} />
        </>
      ) : (
        <header className={styles['head']}>
          <h2>{busy ? 'Finding lesions…' : 'No lesion map yet'}</h2>
        </header>
      )}
      {comparing && (
        <Comparison
          referenceCount={props.referenceCount}
          detectionCount={shown.total}
          showReference={settings.showReference}
          showDetections={settings.showDetections}
          hits={props.hits}
        />
      )}
      {(map || comparing) && (
        <div className={styles['outlines']} role="group" aria-label="Outlines">
          <span>Outlines</span>
          <Button
            aria-pressed={outline === 'ellipse'}
            onClick={() => void updateSettings({ outline: 'ellipse' })}
          >
            Ellipses
          </Button>
          <Button aria-pressed={outline === 'box'} onClick={() => void updateSettings({ outline: 'box' })}>
            Boxes
          </Button>
        </div>
      )}
      {map && (
        <Grading
          photoId={photo.id}
          lesions={props.placed}
          hasFace={props.regions !== null}
          faceSought={props.faceSought}
          corrected={props.corrected}
          mayCorrect={props.mayCorrect}
        />
      )}
      <SelectedLesion marks={shown.visible} editing={editing} regions={props.regions} />
      {marks.length > 0 ? (
        <LesionList marks={marks} comparing={comparing} outline={outline} onSelect={props.onSelect} />
      ) : (
        <p className={styles['empty']}>{emptyList(props)}</p>
      )}
      <p className={styles['intended']}>Decision support and record keeping; not a diagnosis.</p>
    </aside>
  );
}

/** Why there is nothing in the list. */
function emptyList({ map, shown, minScore }: PanelProps): string {
  if (!map) return 'Lesions are listed here once the photo has been analysed.';
  if (shown.total === 0) return `No lesion was found with a confidence of ${percent(minScore)} or more.`;
  return 'Every lesion is switched off above.';
}
