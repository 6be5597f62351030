import { useLayoutEffect, useRef } from 'react';
import { boxCentre, isOnStage, toScreen } from '../../../shared/geometry/viewport';
import type { FaceRegions } from '../../../shared/face/face-regions';
import type { MappedLesion } from '../../../shared/photo/photo';
import { percent } from '../../ui/format';
import { REGION_NAMES } from '../../../shared/clinical/region';
import { VERDICT_WORDS } from './editing/words';
import { outlineBox, type Outline } from './layers/mark-shape';
import { MarkSwatch } from './layers/mark-swatch';
import { markColour, TYPE_ORDER, TYPE_STYLES } from './layers/mark-style';
import { useMap } from './store/map-store';
import { markName, placeable, type LesionMapMark, type ReferenceMark } from './store/mark';
import type { ViewportStore } from '../../ui/picture/viewport-store';
import { regionOfLesion } from '../../../shared/face/place-lesions';
import { placeCard } from './tools/place-card';
import styles from './stage.module.css';

/** The card keeps clear of this much round the middle of a tiny lesion, screen pixels. */
const CARD_CLEARANCE = 26;

interface MarkCardProps {
  readonly marks: readonly (LesionMapMark | ReferenceMark)[];
  readonly viewport: ViewportStore;
  readonly outline: Outline;
  readonly comparing: boolean;
  /** Null where no face was found. */
  readonly regions: FaceRegions | null;
}

/** What is known of the lesion under the pointer, or else of the selected one, beside it. */
export function MarkCard({ marks, viewport, outline, comparing, regions }: MarkCardProps) {
  const shownId = useMap(({ bare, hoveredId, selectedId, alsoIds }) =>
    bare ? null : (hoveredId ?? (alsoIds.size > 0 ? null : selectedId)),
  );
  const mark = shownId === null ? undefined : marks.find(({ id }) => id === shownId);
  const card = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const element = card.current;
    if (!element || !mark) return;
    const place = () => {
      const { view, stage } = viewport.getState();
      const box = outlineBox(toScreen(mark.box, view), CARD_CLEARANCE);
      const { x, y } = placeCard(box, { width: element.offsetWidth, height: element.offsetHeight }, stage);
      element.style.translate = `${Math.round(x)}px ${Math.round(y)}px`;
      const centre = boxCentre(box);
      element.style.visibility = isOnStage({ ...centre, width: 0, height: 0 }, stage, 0)
        ? 'visible'
        : 'hidden';
    };
    place();
    return viewport.subscribe(place);
  }, [mark, viewport]);

  if (!mark) return null;
  return (
    <div ref={card} className={styles['card']} role="status">
      <p className={styles['cardHead']}>
        <MarkSwatch type={mark.type} colour={markColour(mark, comparing)} outline={outline} />
        <strong>{markName(mark)}</strong>
        {mark.kind === 'lesion' && mark.lesion && <span>{percent(mark.lesion.score)}</span>}
      </p>
      {mark.kind === 'reference' && <p className={styles['note']}>Reference label “{mark.label}”</p>}
      {mark.kind === 'lesion' && <Said mark={mark} regions={regions} />}
      {mark.kind === 'lesion' && mark.lesion && <TypeScores lesion={mark.lesion} />}
    </div>
  );
}

/** The clinician's word, and where the lesion lies. */
function Said({ mark, regions }: { readonly mark: LesionMapMark; readonly regions: FaceRegions | null }) {
  const region = regionOfLesion(placeable(mark), regions);
  const said = [mark.verdict && VERDICT_WORDS[mark.verdict], region && REGION_NAMES[region]].filter(Boolean);
  return said.length > 0 && <p className={styles['note']}>{said.join(' · ')}</p>;
}

function TypeScores({ lesion }: { readonly lesion: MappedLesion }) {
  return (
    <dl className={styles['scores']}>
      {TYPE_ORDER.map((type) => {
        const share = percent(lesion.typeScores[type]);
        return (
          <div key={type} style={{ display: 'contents' }}>
            <dt>{TYPE_STYLES[type].name}</dt>
            <dd className={styles['meter']}>
              <span style={{ inlineSize: share.replace(' ', '') }} />
            </dd>
            <dd className={styles['number']}>{share}</dd>
          </div>
        );
      })}
    </dl>
  );
}
