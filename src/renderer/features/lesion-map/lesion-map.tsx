import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { matchByCentre } from '../../../shared/clinical/centre-hit';
import type { PhotoSummary } from '../../../shared/photo/photo';
import { useSettings } from '../../api/settings-store';
import { loadedValue } from '../../api/remote';
import { Button } from '../../ui/button';
import { FailureNote } from '../../ui/failure-note';
import { AnalysisNotice } from './analysis-notice';
import type { PictureState } from './layers/picture-layer';
import { MarkCard } from './mark-card';
import { Panel } from './panel/panel';
import { Stage } from './stage';
import { createMapStore, MapStoreContext } from './store/map-store';
import {
  detectionMarks,
  referenceMarks,
  type DetectionMark,
  type Mark,
  type ReferenceMark,
} from './store/mark';
import { inReadingOrder } from './store/reading-order';
import { selectMark } from './store/selection';
import { shownLesions } from './store/shown-lesions';
import { usePhotoDetail } from './store/use-photo-detail';
import { createViewportStore } from './store/viewport-store';
import { useMapKeys } from './tools/use-map-keys';
import { useSettled } from './tools/use-settled';
import { useZoom } from './tools/use-zoom';
import { ZoomBar } from './zoom-bar';
import styles from './lesion-map.module.css';

/** A reading row is this share of the photo's height. */
const READING_ROW = 1 / 16;

interface LesionMapProps {
  readonly photo: PhotoSummary;
  /** Whether the results panel has its place beside the photo. */
  readonly showPanel: boolean;
  /** Told whenever what is on screen becomes, or stops being, the photo's final picture. */
  readonly onSettled: (settled: boolean) => void;
}

/** The open photo with every lesion on it. Mounted anew for each photo. */
export function LesionMap({ photo, showPanel, onSettled }: LesionMapProps) {
  const [mapStore] = useState(createMapStore);
  const [viewport] = useState(createViewportStore);
  const stageRef = useRef<HTMLDivElement>(null);
  const zoom = useZoom(stageRef, photo, viewport);
  const settings = useSettings();
  const { detail, retry } = usePhotoDetail(photo);
  const value = loadedValue(detail);
  const map = value?.map ?? null;
  const [picture, setPicture] = useState<PictureState>('loading');
  const { width, height } = photo;

  const detections = useMemo(
    () => inReadingOrder(detectionMarks(map?.lesions ?? [], { width, height }), height * READING_ROW),
    [map, width, height],
  );
  const references = useMemo(
    () => referenceMarks(value?.reference ?? [], { width, height }),
    [value, width, height],
  );
  const [hiddenTypes, setHiddenTypes] = useState(mapStore.getState().hiddenTypes);
  useEffect(() => mapStore.subscribe((state) => setHiddenTypes(state.hiddenTypes)), [mapStore]);

  const minScore = map ? Math.max(map.floor, settings.minScore ?? map.source.threshold) : 0;
  const shown = useMemo(
    () => shownLesions(detections, minScore, hiddenTypes),
    [detections, minScore, hiddenTypes],
  );
  const comparing = references.length > 0;
  const hits = useMemo(() => {
    if (!map || references.length === 0) return null;
    const found = detections.map(({ lesion, box }) => ({ score: lesion.score, box }));
    return matchByCentre(
      found.filter(({ score }) => score >= minScore),
      references,
    );
  }, [map, detections, references, minScore]);

  const { showReference, showDetections } = settings;
  const marks = useMemo((): readonly (DetectionMark | ReferenceMark)[] => {
    if (!comparing) return shown.visible;
    const layers = [...(showReference ? references : []), ...(showDetections ? shown.visible : [])];
    return inReadingOrder(layers, height * READING_ROW);
  }, [comparing, showReference, showDetections, references, shown, height]);

  // A lesion that the slider or a switch has taken away is no longer selected.
  useEffect(() => {
    const { selectedId } = mapStore.getState();
    if (selectedId !== null && !marks.some(({ id }) => id === selectedId))
      mapStore.setState({ selectedId: null });
  }, [marks, mapStore]);

  const onSelect = useCallback(
    (mark: Mark) => selectMark(mapStore, viewport, zoom, mark),
    [mapStore, viewport, zoom],
  );
  useMapKeys(mapStore, zoom);
  const onDrawn = useSettled({ photo, detail, marks, picture, onSettled });

  return (
    <MapStoreContext value={mapStore}>
      <section className={styles['map']} data-panel={showPanel} aria-label="Lesion map">
        <div className={styles['view']}>
          <Stage
            photo={photo}
            viewport={viewport}
            zoom={zoom}
            stageRef={stageRef}
            marks={marks}
            outline={settings.outline}
            comparing={comparing}
            onSelect={onSelect}
            onPicture={setPicture}
            onDrawn={onDrawn}
          />
          <MarkCard marks={marks} viewport={viewport} outline={settings.outline} comparing={comparing} />
          <div className={styles['notices']}>
            {picture === 'broken' && (
              <FailureNote
                title="The picture cannot be shown"
                failure={{
                  message: `${photo.fileName} is in the gallery, but its picture could not be read from the store.`,
                  advice: 'Remove it and add the file again.',
                }}
              />
            )}
            {detail.state === 'failed' && (
              <FailureNote title="The lesion map cannot be shown" failure={detail.failure}>
                <Button onClick={retry}>Try again</Button>
              </FailureNote>
            )}
            <AnalysisNotice photo={photo} />
          </div>
          <ZoomBar viewport={viewport} zoom={zoom} />
        </div>
        {showPanel && (
          <Panel
            photo={photo}
            map={map}
            shown={shown}
            minScore={minScore}
            marks={marks}
            referenceCount={references.length}
            comparing={comparing}
            hits={hits}
            settings={settings}
            onSelect={onSelect}
          />
        )}
      </section>
    </MapStoreContext>
  );
}
