import { useCallback, useEffect, useEffectEvent, useId, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { matchByCentre } from '../../../shared/clinical/centre-hit';
import { foundBy } from '../../../shared/lesion-marks/lesion-mark';
import type { PhotoSummary } from '../../../shared/photo/photo';
import { useSettings } from '../../api/settings-store';
import { loadedValue } from '../../api/remote';
import { Button } from '../../ui/button';
import { FailureNote } from '../../ui/failure-note';
import { countOf } from '../../ui/format';
import { hasCommandKey, listenToStrayKeys, takesKey } from '../../ui/keys';
import { AnalysisNotice } from './analysis-notice';
import { EditLayer } from './editing/edit-layer';
import { toggleConfirmed } from './editing/confirm';
import { useFlush } from './editing/use-flush';
import { onEditKey } from './editing/edit-keys';
import { usualSide } from './editing/shape-box';
import { createEditing } from './editing/editing';
import type { PictureState } from '../../ui/picture/picture-layer';
import { RegionLayer } from './layers/region-layer';
import { AnchorLayer } from './regions/anchor-layer';
import { createFaceEditing } from './regions/face-editing';
import { RegionsStrip } from './regions/regions-strip';
import { useRegions } from './regions/use-regions';
import { MarkCard } from './mark-card';
import { Panel } from './panel/panel';
import { Stage } from './stage';
import { createMapStore, MapStoreContext, toggleCorrecting, useMap } from './store/map-store';
import {
  placeable,
  lesionMarks,
  referenceMarks,
  type LesionMapMark,
  type Mark,
  type ReferenceMark,
} from './store/mark';
import { inReadingOrder, neighbourId } from './store/reading-order';
import { selectedIds, selectionOf, selectMark, withinShown } from './store/selection';
import { placeLesions } from '../../../shared/face/place-lesions';
import { shownLesions } from './store/shown-lesions';
import { usePhotoDetail } from './store/use-photo-detail';
import { createViewportStore } from '../../ui/picture/viewport-store';
import { useMapKeys } from './tools/use-map-keys';
import { useSettled } from './tools/use-settled';
import { useZoom } from '../../ui/picture/use-zoom';
import { ZoomBar } from './zoom-bar';
import styles from './lesion-map.module.css';

/** A reading row is this share of the photo's height. */
const READING_ROW = 1 / 16;

/** A key press of React or of the document. */
type KeyPress = Pick<KeyboardEvent, 'key' | 'altKey' | 'shiftKey' | 'ctrlKey' | 'metaKey'> & {
  readonly target: EventTarget | null;
  readonly preventDefault: () => void;
};

/** What has keys of its own within the map and its panel. */
const CONTROLS = 'select, input, button, summary, [role="slider"], [role="dialog"]';

/** Says to those who do not see it how many lesions are selected. */
function SelectionStatus() {
  const count = useMap((state) => selectedIds(state).size);
  return (
    <p className="visually-hidden" role="status">
      {count > 1 && `${countOf(count, 'lesion')} selected`}
    </p>
  );
}

interface LesionMapProps {
  readonly photo: PhotoSummary;
  /** Whether the results panel has its place beside the photo. */
  readonly showPanel: boolean;
  /** Whether whoever sits there may correct regions. */
  readonly mayCorrect: boolean;
  /** Told whenever what is on screen becomes, or stops being, the photo's final picture. */
  readonly onSettled: (settled: boolean) => void;
}

/** The open photo with every lesion on it. Mounted anew for each photo. */
export function LesionMap({ photo, showPanel, mayCorrect, onSettled }: LesionMapProps) {
  const [mapStore] = useState(createMapStore);
  const [viewport] = useState(createViewportStore);
  const stageRef = useRef<HTMLDivElement>(null);
  const zoom = useZoom(stageRef, photo, viewport);
  const settings = useSettings();
  const { detail, retry } = usePhotoDetail(photo);
  const value = loadedValue(detail);
  const map = value?.map ?? null;
  const [picture, setPicture] = useState<PictureState>('loading');
  const { id, width, height } = photo;

  const detections = useMemo(
    () =>
      inReadingOrder(
        lesionMarks(map?.lesions ?? [], value?.marks ?? [], { width, height }),
        height * READING_ROW,
      ),
    [map, value, width, height],
  );
  const references = useMemo(
    () => referenceMarks(value?.reference ?? [], { width, height }),
    [value, width, height],
  );
  const switches = useStore(
    mapStore,
    useShallow(({ hiddenTypes, showModel, showOwn, showRejected }) => ({
      ...{ hiddenTypes, showModel, showOwn, showRejected },
    })),
  );

  const minScore = map ? Math.max(map.floor, settings.minScore ?? map.source.threshold) : 0;
  const comparing = references.length > 0;
  const { showReference, showDetections } = settings;
  const showAny = !comparing || showDetections;
  const shown = useMemo(
    () => shownLesions(detections, { ...switches, minScore, showAny }),
    [detections, minScore, switches, showAny],
  );
  const { regions, base, anchors, source } = useRegions(value, photo, mapStore);
  const placed = useMemo(() => placeLesions(shown.counted.map(placeable), regions), [shown, regions]);
  const showRegions = useStore(mapStore, (state) => state.showRegions);
  const correcting = useStore(mapStore, (state) => state.correcting) && value !== null;
  const faceEditing = useMemo(
    () => createFaceEditing({ map: mapStore, photo: { id, width, height }, base }),
    [mapStore, id, width, height, base],
  );
  const hintId = useId();
  const hits = useMemo(() => {
    if (!map || references.length === 0) return null;
    // What the clinician marked is as sure as can be.
    const found = shown.counted.map(({ lesion, own, box }) => ({
      score: own ? 1 : (lesion?.score ?? 0),
      box,
    }));
    return matchByCentre(found, references);
  }, [map, shown, references]);

  const marks = useMemo((): readonly (LesionMapMark | ReferenceMark)[] => {
    if (!comparing) return shown.visible;
    const layers = [...(showReference ? references : []), ...shown.visible];
    return inReadingOrder(layers, height * READING_ROW);
  }, [comparing, showReference, references, shown, height]);

  // A lesion that the slider or a switch has taken away is no longer selected.
  useEffect(() => {
    mapStore.setState((state) => withinShown(state, marks));
  }, [marks, mapStore]);

  const onSelect = useCallback(
    (mark: Mark, besides = false) => selectMark(mapStore, viewport, zoom, mark, besides),
    [mapStore, viewport, zoom],
  );
  const { sha256 = '', identity } = map?.source.model ?? {};
  const editing = useMemo(
    () =>
      createEditing({ map: mapStore, photo: { id, width, height }, model: foundBy({ sha256, identity }) }),
    [mapStore, id, width, height, sha256, identity],
  );
  useFlush(editing);
  useFlush(faceEditing);
  const confirmation = value?.confirmation ?? null;
  const onComplete = useCallback(() => {
    if (!map) return;
    editing.flush();
    void toggleConfirmed(id, minScore, confirmation);
  }, [map, id, minScore, confirmation, editing]);
  useMapKeys(mapStore, zoom, { onComplete, mayCorrect });
  const usual = useMemo(
    () =>
      usualSide(
        shown.counted.map(({ box }) => box),
        { width, height },
      ),
    [shown, width, height],
  );
  // What was under way has arrived.
  useEffect(() => {
    editing.arrived();
    if (!faceEditing.isMoving()) mapStore.setState({ draft: null });
  }, [value, editing, faceEditing, mapStore]);
  const onKeyDown = (event: KeyPress): void => {
    if (correcting) return;
    const control = event.target instanceof Element && event.target.closest(CONTROLS);
    if (control && takesKey(control, event)) return;
    const beside = (step: 1 | -1): Mark | undefined => {
      const ids = marks.map(({ id }) => id);
      const next = neighbourId(ids, mapStore.getState().selectedId, step);
      return marks.find(({ id }) => id === next);
    };
    if (hasCommandKey(event)) {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key] as 1 | -1 | undefined;
      const more = step && beside(step);
      if (event.key.toLowerCase() === 'a')
        mapStore.setState(selectionOf(shown.visible.map((mark) => mark.id)));
      else if (more) onSelect(more, true);
      else return;
      event.preventDefault();
      return;
    }
    const selectNext = (): void => {
      const mark = beside(1) ?? beside(-1);
      if (mark) onSelect(mark);
    };
    const keys = { map: mapStore, viewport, photo, editing, shown: shown.visible, usual, selectNext };
    if (onEditKey(event, keys)) event.preventDefault();
  };
  const onStrayKey = useEffectEvent((event: KeyboardEvent) => onKeyDown(event));
  useEffect(() => listenToStrayKeys(onStrayKey), []);
  const onDrawn = useSettled({ photo, detail, marks, picture, onSettled });

  return (
    <MapStoreContext value={mapStore}>
      <section
        className={styles['map']}
        data-panel={showPanel}
        aria-label="Lesion map"
        // Before the stage and the list, which have keys of their own.
        onKeyDownCapture={onKeyDown}
      >
        <div className={styles['view']}>
          {correcting && (
            <RegionsStrip
              source={source}
              placed={placed}
              hintId={hintId}
              onReset={faceEditing.reset}
              onDone={() => toggleCorrecting(mapStore)}
            />
          )}
          <div className={styles['area']}>
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
            >
              {regions && (showRegions || correcting) && (
                <RegionLayer viewport={viewport} regions={regions} />
              )}
              {correcting ? (
                <AnchorLayer {...{ viewport, zoom, photo, anchors, hintId }} editing={faceEditing} />
              ) : (
                <EditLayer
                  viewport={viewport}
                  photo={photo}
                  shown={shown.visible}
                  editing={editing}
                  usual={usual}
                />
              )}
            </Stage>
            <MarkCard
              marks={marks}
              viewport={viewport}
              outline={settings.outline}
              comparing={comparing}
              regions={regions}
            />
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
            <SelectionStatus />
          </div>
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
            placed={placed}
            regions={regions}
            faceSought={value?.faceSought ?? true}
            corrected={source === 'corrected'}
            mayCorrect={mayCorrect}
            editing={editing}
            confirmation={confirmation}
            onSelect={onSelect}
          />
        )}
      </section>
    </MapStoreContext>
  );
}
