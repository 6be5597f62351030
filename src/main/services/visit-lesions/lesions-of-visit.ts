import { gradesOf, type Grades } from '../../../shared/clinical/grading/grades';
import { countStated } from '../../../shared/clinical/stated-type';
import { regionsOfFace } from '../../../shared/face/face-regions';
import { scaleBox } from '../../../shared/geometry/box';
import type { Photograph, VisitCounts } from '../../../shared/record/patient-record';
import { totalOf } from '../../../shared/record/total-of';
import { lesionsOfViews, type VisitLesions } from '../../../shared/visit-lesions/lesions-of-views';
import type { ViewPhoto } from '../../../shared/visit-lesions/view-photo';
import type { ReadableDatabase } from '../../data/database';
import { findFaceOfRegions } from '../../data/repositories/corrected-faces';
import { countedOnPhoto } from '../marks/lesions-of-photo';

type VisitPhotographs = readonly Pick<Photograph, 'photo' | 'details' | 'counts'>[];

/** All lesions of a visit, each once; see `lesionsOfViews`. Photos that were neither analysed nor marked are left out. */
export const lesionsOfVisit = (database: ReadableDatabase, photographs: VisitPhotographs): VisitLesions =>
  lesionsOfViews(
    photographs.filter(({ counts }) => counts !== null).map((photograph) => viewOf(database, photograph)),
  );

/** The lesions of a visit by type; null while no photo of it was looked at. */
export function countsOfVisit(database: ReadableDatabase, photographs: VisitPhotographs): VisitCounts | null {
  const [first, ...others] = photographs.filter(({ counts }) => counts !== null);
  if (!first?.counts) return null;
  if (others.length === 0) {
    const { photo, details, counts } = first;
    const marks = totalOf(counts);
    const share = { photoId: photo.id, view: details.view, role: 'first', marks, counted: marks } as const;
    return { counts, photos: [{ ...share, cheeksElsewhere: [] }] };
  }
  const { lesions, photos } = lesionsOfVisit(database, photographs);
  return { counts: countStated(lesions), photos };
}

/** What every scale makes of all lesions of a visit; null while no photo of it was looked at. */
export function gradesOfVisit(database: ReadableDatabase, photographs: VisitPhotographs): Grades | null {
  const { lesions, photos } = lesionsOfVisit(database, photographs);
  const [first] = photos;
  if (!first) return null;
  const placed = lesions.flatMap(({ type, region, side }) =>
    region === null || side === null ? [] : [{ type, region, side }],
  );
  return gradesOf({ all: lesions, placed }, findFaceOfRegions(database, first.photoId) !== null);
}

function viewOf(database: ReadableDatabase, { photo, details }: VisitPhotographs[number]): ViewPhoto {
  const { id, width, height } = photo;
  const face = findFaceOfRegions(database, id);
  return {
    ...{ photoId: id, view: details.view, width, height, face },
    regions: face && regionsOfFace(face, photo),
    lesions: countedOnPhoto(database, id).map((lesion) => ({
      ...{ id: lesion.id, type: lesion.type, box: scaleBox(lesion.box, width, height) },
      ...{ saidRegion: lesion.mark?.region ?? null },
    })),
  };
}
