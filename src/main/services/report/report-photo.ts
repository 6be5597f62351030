import type { StatedType } from '../../../shared/clinical/stated-type';
import { typeMark } from '../../../shared/clinical/type-marks';
import type { Box } from '../../../shared/geometry/box';
import type { Photograph } from '../../../shared/record/patient-record';
import { VIEW_NAMES, type PhotographDetails } from '../../../shared/record/photograph';
import { lesionsOf } from '../../../shared/visit-lesions/share-words';
import type { ReadableDatabase } from '../../data/database';
import { countedOnPhoto } from '../marks/lesions-of-photo';

/** A photo on a report, its lesions as fractions of it. */
export interface ReportPhoto {
  readonly photoId: string;
  readonly view: PhotographDetails['view'];
  readonly width: number;
  readonly height: number;
  readonly lesions: readonly { readonly type: StatedType | null; readonly box: Box }[];
  /** Whether it was analysed or marked: without either, having no lesion says nothing. */
  readonly isLookedAt: boolean;
}

export const reportPhoto = (
  database: ReadableDatabase,
  { photo, details, counts }: Photograph,
): ReportPhoto => ({
  ...{ photoId: photo.id, view: details.view, width: photo.width, height: photo.height },
  isLookedAt: counts !== null,
  lesions: countedOnPhoto(database, photo.id).map(({ type, box }) => ({ type, box })),
});

/** Millimetres: of the printed page, and between two photos. */
export const [PAGE_WIDTH, GAP] = [186, 3] as const;

/** One height for photos in a row, so that they fill the page's width at most, millimetres. */
export function rowHeight(photos: readonly ReportPhoto[], tallest: number): number {
  const proportions = photos.reduce((sum, { width, height }) => sum + width / height, 0);
  return Math.min(tallest, (PAGE_WIDTH - GAP * (photos.length - 1)) / Math.max(0.1, proportions));
}

/** How many lesions a photo shows: "1 lesion"; no number where nobody looked. */
export const lesionWords = ({ lesions, isLookedAt }: ReportPhoto): string =>
  isLookedAt ? lesionsOf(lesions.length) : 'not analysed';

export const viewWords = (view: ReportPhoto['view']): string => (view ? VIEW_NAMES[view] : 'View not named');

/**
 * A photo with its lesions, in one drawing, so that they cannot come apart.
 * @param address as the page may load it.
 * @param tall millimetres.
 * @param caption safe HTML.
 */
export function photoFigure(
  { width, height, lesions }: ReportPhoto,
  address: string,
  tall: number,
  caption: string,
): string {
  const marks = lesions.map(({ type, box }) => {
    const [x, y] = [(box.x + box.width / 2) * width, (box.y + box.height / 2) * height];
    const radius = Math.max((Math.max(box.width * width, box.height * height) / 2) * 1.3, width / 90);
    const { dash, letters } = typeMark(type);
    const unit = width / 500;
    const stroke = `stroke-width="${1.6 * unit}" stroke-dasharray="${dash.map((part) => part * unit).join(' ')}"`;
    return `<circle cx="${x}" cy="${y}" r="${radius}" fill="none" stroke="#fff" stroke-width="${3 * unit}"/><circle cx="${x}" cy="${y}" r="${radius}" fill="none" stroke="#000" ${stroke}/><text x="${x + radius}" y="${y - radius * 0.6}" font-size="${9 * unit}" stroke="#fff" stroke-width="${2 * unit}" paint-order="stroke">${letters}</text>`;
  });
  return `<figure><svg viewBox="0 0 ${width} ${height}" height="${tall}mm" width="${(tall * width) / height}mm"><image href="${address}" width="${width}" height="${height}"/>${marks.join('')}</svg><figcaption>${caption}</figcaption></figure>`;
}
