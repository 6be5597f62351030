import type { BodyRegion, BodySide } from '../clinical/region';
import type { StatedType } from '../clinical/stated-type';
import { sideAt } from '../face/face-regions';
import { regionOfLesion } from '../face/place-lesions';
import { boxCentre } from '../geometry/viewport';
import { PHOTO_VIEWS } from '../record/photograph';
import type { PhotoShare } from './photo-share';
import { turnedCheek, turnOf } from './turned-cheek';
import type { ViewLesion, ViewPhoto } from './view-photo';

/** A lesion of a patient at one visit, on the photo that it is counted from. */
export interface VisitLesion {
  readonly photoId: string;
  readonly lesionId: string;
  /** Null where nobody is sure. */
  readonly type: StatedType | null;
  /** Null outside the face, and where no face was found. */
  readonly region: BodyRegion | null;
  readonly side: BodySide | null;
}

export interface VisitLesions {
  readonly lesions: readonly VisitLesion[];
  /** In the order in which they were counted. */
  readonly photos: readonly PhotoShare[];
}

const CHEEKS: readonly BodySide[] = ['right', 'left'];

/**
 * All lesions of a visit, each once: every region of the face is counted from the one photo that shows it best. That
 * is the most frontal photo, but for a cheek that another photo shows turned towards the camera. Chosen over pairing
 * the lesions of overlapping views, which counts more of them twice: docs/lesion-fate.md.
 */
export function lesionsOfViews(photos: readonly ViewPhoto[]): VisitLesions {
  const ranked = photos.toSorted(byRank);
  const ofFace = ranked.filter((photo) => !isTrunk(photo));
  const first = ofFace[0] ?? ranked[0];
  if (!first) return { lesions: [], photos: [] };
  const turned = CHEEKS.flatMap((side) => {
    const photo = first.face ? turnedTo(side, ofFace.slice(1)) : null;
    return photo ? [{ photo, side }] : [];
  });
  const elsewhere = turned.map(({ side }) => side);
  const counted: VisitLesion[] = placed(first).filter(
    ({ region }) => !elsewhere.some((side) => region === `${side}-cheek`),
  );
  const shares: PhotoShare[] = [
    { ...about(first), role: 'first', counted: counted.length, cheeksElsewhere: elsewhere },
  ];
  for (const { photo, side } of turned) {
    const shown = placed(photo).filter(({ region }) => region === `${side}-cheek`);
    counted.push(...shown);
    shares.push({ ...about(photo), role: `${side}-cheek`, counted: shown.length, cheeksElsewhere: [] });
  }
  const left = ranked.filter((photo) => photo !== first && !turned.some((one) => one.photo === photo));
  return {
    lesions: counted,
    photos: [
      ...shares,
      ...left.map((photo): PhotoShare => ({
        ...about(photo),
        role: isTrunk(photo) ? 'trunk' : photo.face && first.face ? 'repeat' : 'no-face',
        ...{ counted: 0, cheeksElsewhere: [] },
      })),
    ],
  };
}

const about = ({ photoId, view, lesions }: ViewPhoto) => ({ photoId, view, marks: lesions.length });

const isTrunk = ({ view }: ViewPhoto): boolean => view === 'chest' || view === 'back';

/** The photo that shows one cheek best, of those that are turned towards it. */
function turnedTo(side: BodySide, photos: readonly ViewPhoto[]): ViewPhoto | null {
  const shows = photos.filter((photo) => photo.face && turnedCheek(turnOf(photo.face, photo)) === side);
  // Turned about half is best: beyond that, the cheek's front runs away again and landmarks are unsure.
  const away = (photo: ViewPhoto): number =>
    photo.face ? Math.abs(Math.abs(turnOf(photo.face, photo)) - HALF_TURNED) : Infinity;
  return shows.toSorted((a, b) => away(a) - away(b))[0] ?? null;
}

/** Of a head turned by about 45°. */
const HALF_TURNED = 0.75;

/** With a face before without, named frontal before others, straight before turned, more lesions before fewer. */
const byRank = (a: ViewPhoto, b: ViewPhoto): number =>
  Number(b.face !== null) - Number(a.face !== null) ||
  Number(b.view === 'frontal') - Number(a.view === 'frontal') ||
  Number(isTurned(a)) - Number(isTurned(b)) ||
  b.lesions.length - a.lesions.length ||
  orderOf(a) - orderOf(b);

const isTurned = (photo: ViewPhoto): boolean =>
  photo.face !== null && turnedCheek(turnOf(photo.face, photo)) !== null;

const orderOf = ({ view }: ViewPhoto): number =>
  view === null ? PHOTO_VIEWS.length : PHOTO_VIEWS.indexOf(view);

const placed = ({ photoId, regions, lesions }: ViewPhoto): readonly VisitLesion[] =>
  lesions.map((lesion: ViewLesion): VisitLesion => {
    const region = regionOfLesion(lesion, regions);
    const side = sideOf(region) ?? (regions && sideAt(regions, boxCentre(lesion.box)));
    return { photoId, lesionId: lesion.id, type: lesion.type, region, side };
  });

function sideOf(region: BodyRegion | null): BodySide | null {
  if (region === 'right-cheek') return 'right';
  return region === 'left-cheek' ? 'left' : null;
}
