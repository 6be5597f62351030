import { statedType, type StatedType } from '../../../../shared/clinical/stated-type';
import type { BodyRegion } from '../../../../shared/clinical/region';
import { scaleBox, type Box } from '../../../../shared/geometry/box';
import type { Size } from '../../../../shared/geometry/viewport';
import type { DetectingModel, LesionMark } from '../../../../shared/lesion-marks/lesion-mark';
import type { LesionMapMark } from '../store/mark';

/** What a clinician says of a lesion; what is not said stays. */
export interface Said {
  readonly type?: StatedType | null;
  /** Photo pixels. */
  readonly box?: Box;
  readonly region?: BodyRegion | null;
  readonly rejected?: boolean;
}

/**
 * The clinician's mark of a lesion after something was said of it. A detection that was only confirmed is `accepted`,
 * one whose type or place was put right `changed`.
 * @param model that found it.
 */
export function judge(
  mark: LesionMapMark,
  said: Said,
  photo: Size,
  model: DetectingModel,
  newId: () => string,
): LesionMark {
  const { lesion, own } = mark;
  const box = said.box
    ? scaleBox(said.box, 1 / photo.width, 1 / photo.height)
    : (own?.box ?? lesion?.box ?? { x: 0, y: 0, width: 0, height: 0 });
  const detected =
    own?.detected ??
    (lesion && {
      ...{ type: statedType(lesion.typeScores), score: lesion.score, ...model, box: lesion.box },
    });
  const type = said.type === undefined ? (own ?? detected ?? mark).type : said.type;
  const region = said.region === undefined ? (own?.region ?? null) : said.region;
  return {
    ...{ id: own?.id ?? newId(), type, box, region, detected },
    verdict: said.rejected ? 'rejected' : verdictOf(type, box, detected),
  };
}

function verdictOf(
  type: StatedType | null,
  box: Box,
  detected: LesionMark['detected'],
): LesionMark['verdict'] {
  if (!detected) return 'added';
  const same = type === detected.type && JSON.stringify(box) === JSON.stringify(detected.box);
  return same ? 'accepted' : 'changed';
}
