import { shownCountKeys } from '../../../shared/clinical/stated-type';
import { TYPE_MARKS } from '../../../shared/clinical/type-marks';
import type { Grades } from '../../../shared/clinical/grading/grades';
import type { Iga } from '../../../shared/clinical/grading/iga';
import { totalOf } from '../../../shared/record/total-of';
import { signed } from '../../../shared/signed';
import { shareWords, totalWords } from '../../../shared/visit-lesions/share-words';
import { gradeLines, openTypes } from './grade-lines';
import {
  escaped,
  printedPage,
  reportFooter,
  reportHeader,
  type ReportSurroundings,
  type WriteDay,
} from './printed-page';
import { lesionWords, photoFigure, rowHeight, viewWords } from './report-photo';
import type { VisitReport } from './visit-report';

/** Of the tallest photo, millimetres. */
const TALLEST = 100;

/** A report on a visit as one A4 page. */
export async function reportPage(report: VisitReport, surroundings: ReportSurroundings): Promise<string> {
  const { patient, visit, photos, grades, sources, treatments } = report;
  const { writeDay: day } = surroundings;
  const tall = rowHeight(photos, TALLEST);
  const figures = await Promise.all(
    photos.map(async (photo) =>
      photoFigure(
        photo,
        await surroundings.pictureOf(photo.photoId),
        tall,
        `${viewWords(photo.view)}: ${lesionWords(photo)}`,
      ),
    ),
  );
  const lines = treatments
    .filter(({ startedOn, endedOn }) => startedOn <= visit.date && (endedOn ?? visit.date) >= visit.date)
    .map(({ name, dose, startedOn }) => `${name}${dose ? `, ${dose}` : ''}, since ${day(startedOn)}`);
  const about = { title: `Visit of ${day(visit.date)}`, line: visit.complaint };
  const facts = visit.treatmentWeek === null ? [] : [`week ${visit.treatmentWeek} of treatment`];
  return printedPage(
    `${patient.name}, ${day(visit.date)}`,
    `${reportHeader(patient, { ...about, facts }, day)}
<div class="photos">${figures.join('')}</div>
<div class="columns"><section>${countsTable(report)}${trend(report, day)}
<h3>Treatment</h3><p>${escaped(lines.join('; ')) || 'none entered'}</p>
${visit.notes ? `<h3>Notes</h3><p class="notes">${escaped(visit.notes)}</p>` : ''}</section>
<section>${grades ? gradesPart(grades, visit.iga) : '<p>No photo of this visit has been analysed.</p>'}</section></div>
<div class="foot">${reportFooter(sources, surroundings)}</div>`,
  );
}

function countsTable({ visit, change }: VisitReport): string {
  const { counted } = visit;
  if (!counted) return '';
  const rows = shownCountKeys([counted.counts]).map(
    (type) =>
      `<tr><th>${TYPE_MARKS[type].plural} (${TYPE_MARKS[type].letters})</th><td>${counted.counts[type]}</td></tr>`,
  );
  const percent = change?.percent == null ? 'n/a' : `${signed(change.percent)} %`;
  const since = change ? `${signed(change.absolute)} (${percent})` : 'baseline';
  const working = counted.photos.length > 1 ? counted.photos.map(shareWords).join('. ') : '';
  return `<h3>Lesions, ${totalWords(counted.photos)}</h3><table>${rows.join('')}<tr class="sum"><th>All</th><td>${totalOf(counted.counts)}</td></tr>${working && `<tr class="working"><td colspan="2">${escaped(working)}</td></tr>`}<tr><th>Since the first visit</th><td>${since}</td></tr></table>`;
}

function trend({ trend: points, visit }: VisitReport, day: WriteDay): string {
  if (points.length < 2) return '';
  const [width, height] = [300, 70];
  const times = points.map(({ date }) => Date.parse(date));
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const most = Math.max(1, ...points.map(({ total }) => total));
  const spots = points.map(({ visitId, total, date }) => ({
    ...{ visitId, total, y: 12 + (1 - total / most) * (height - 24) },
    x: 14 + ((Date.parse(date) - first) / Math.max(1, last - first)) * (width - 28),
  }));
  const line = spots.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
  const dots = spots.map(
    ({ x, y, total, visitId }) =>
      `<circle cx="${x}" cy="${y}" r="${visitId === visit.id ? 4 : 2.5}"/><text x="${x}" y="${y - 5}" text-anchor="middle">${total}</text>`,
  );
  return `<h3>Course</h3><svg class="trend" viewBox="0 0 ${width} ${height + 12}"><polyline points="${line}"/>${dots.join('')}<text x="2" y="${height + 8}">${day(points[0]?.date ?? '')}</text><text x="${width - 2}" y="${height + 8}" text-anchor="end">${day(points.at(-1)?.date ?? '')}</text></svg>`;
}

function gradesPart(grades: Grades, iga: Iga | null): string {
  const rows = gradeLines(grades, iga).map(
    ({ scale, value, working }) =>
      `<tr><th>${scale}</th><td>${escaped(value)}</td></tr><tr class="working"><td colspan="2">${escaped(working)}</td></tr>`,
  );
  return `<h3>Grades, with their working</h3><table>${rows.join('')}</table>${openTypes(grades)}`;
}
