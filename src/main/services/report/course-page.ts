import { changeSince } from '../../../shared/clinical/grading/change';
import type { Grades } from '../../../shared/clinical/grading/grades';
import { isTreatmentSuccess } from '../../../shared/clinical/grading/iga';
import { shownCountKeys } from '../../../shared/clinical/stated-type';
import { TYPE_MARKS } from '../../../shared/clinical/type-marks';
import type { VisitRecord } from '../../../shared/record/patient-record';
import type { TimelinePoint } from '../../../shared/record/timeline';
import { signed } from '../../../shared/signed';
import { totalWords } from '../../../shared/visit-lesions/share-words';
import { courseChart } from './course-chart';
import type { CourseReport } from './course-report';
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

/** Of the two photos of the most frontal view, and of each of the others beside them, millimetres. */
const [TALL, TALL_BESIDE] = [60, 25] as const;

/** A report on a whole course: one A4 page, or more where there are many visits, of which the first says the most. */
export async function coursePage(report: CourseReport, surroundings: ReportSurroundings): Promise<string> {
  const { patient, visits, timeline, sources } = report;
  const { writeDay: day } = surroundings;
  const [from, to] = [visits[0]?.date, visits.at(-1)?.date];
  const title = from && to && from !== to ? `Course, ${day(from)} to ${day(to)}` : 'Course';
  const line = `${visits.length} ${visits.length === 1 ? 'visit' : 'visits'}`;
  return printedPage(
    `${patient.name}, course`,
    `${reportHeader(patient, { title, line }, day)}
${await photoRows(report, surroundings)}
${timeline ? `<section><h3>Lesions over the visits, with treatments</h3>${courseChart(timeline, day)}</section>` : '<p>No visit yet.</p>'}
<h3>Visits</h3>${visitTable(report, day)}
<div class="columns compact"><section>${gradeTable(report, day)}</section><section>${changes(report)}${treatmentList(report, day)}</section></div>
<div class="end">${reportFooter(sources, surroundings)}</div>`,
  );
}

/** The most frontal view at both visits, and the others smaller beside it, one view a row. */
async function photoRows(
  { photos, baseline, latest }: CourseReport,
  { pictureOf, writeDay: day }: ReportSurroundings,
): Promise<string> {
  const row = async (
    { earlier, later }: CourseReport['photos'][number],
    tallest: number,
  ): Promise<string> => {
    const shown = [
      ...(earlier && baseline ? [{ photo: earlier, date: baseline.visit.date }] : []),
      ...(later && latest ? [{ photo: later, date: latest.visit.date }] : []),
    ];
    const tall = rowHeight(
      shown.map(({ photo }) => photo),
      tallest,
    );
    const figures = shown.map(async ({ photo, date }) => {
      const caption = `${day(date)}, ${viewWords(photo.view).toLowerCase()}: ${lesionWords(photo)}`;
      return photoFigure(photo, await pictureOf(photo.photoId), tall, escaped(caption));
    });
    return `<div class="photos">${(await Promise.all(figures)).join('')}</div>`;
  };
  const [first, ...others] = photos;
  if (!first) return '';
  const beside = await Promise.all(others.map((pair) => row(pair, TALL_BESIDE)));
  return `<div class="views">${await row(first, TALL)}<div class="beside">${beside.join('')}</div></div>`;
}

function visitTable({ visits, timeline }: CourseReport, day: WriteDay): string {
  const keys = shownCountKeys(visits.flatMap(({ counted }) => counted?.counts ?? []));
  const points = new Map(timeline?.points.map((point) => [point.visitId, point]));
  const heads = [
    'Visit',
    'Week',
    ...keys.map((type) => TYPE_MARKS[type].plural),
    'All',
    'Change',
    'IGA',
    'Counted',
  ];
  const rows = visits.map((visit) => {
    const point = points.get(visit.id);
    const { counted, iga, treatmentWeek } = visit;
    const cells = [
      treatmentWeek ?? '–',
      ...keys.map((type) => counted?.counts[type] ?? '–'),
      point?.total ?? '–',
      changeWords(point),
      iga ?? '–',
      countedWords(visit),
    ];
    return `<tr><th>${day(visit.date)}</th>${cells.map((cell) => `<td>${escaped(String(cell))}</td>`).join('')}</tr>`;
  });
  const unsure = timeline?.points.some(({ isRealChange }) => isRealChange === false)
    ? '<small>≈ no more than repeated photos of an unchanged face differ by.</small>'
    : '';
  return `<table class="visits"><thead><tr>${heads.map((head) => `<th>${head}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>${unsure}`;
}

const countedWords = ({ counted }: VisitRecord): string => (counted ? totalWords(counted.photos) : 'no');

function changeWords(point: TimelinePoint | undefined): string {
  if (!point || point.total === null) return '–';
  if (point.isBaseline) return 'baseline';
  if (point.percent === null) return 'n/a';
  return `${point.isRealChange === false ? '≈ ' : ''}${signed(point.percent)} %`;
}

/** The grades at the baseline and now, with the working of now. */
function gradeTable({ baseline, latest }: CourseReport, day: WriteDay): string {
  const now = latest ?? baseline;
  if (!baseline || !now?.grades) return '<h3>Grades</h3><p>No photo has been analysed.</p>';
  const before = latest && baseline.grades ? gradeLines(baseline.grades, baseline.visit.iga) : null;
  const rows = gradeLines(now.grades, now.visit.iga).map(({ scale, value, working }, index) => {
    const earlier = before ? `<td>${escaped(before[index]?.value ?? '')}</td>` : '';
    return `<tr><th>${scale}</th>${earlier}<td>${escaped(value)}</td></tr><tr class="working"><td colspan="3">${escaped(working)}</td></tr>`;
  });
  const heads = before
    ? `<tr><th></th><td>${day(baseline.visit.date)}</td><td>${day(now.visit.date)}</td></tr>`
    : '';
  return `<h3>Grades, with the working of the latest</h3><table>${heads}${rows.join('')}</table>${openTypes(now.grades)}`;
}

/** What has changed between the two visits, by class of lesion, and whether trials would call it a success. */
function changes({ baseline, latest }: CourseReport): string {
  if (!baseline || !latest) return '';
  return `<h3>Change since the baseline</h3><table>${classChanges(baseline.grades, latest.grades)}${success(baseline.visit.iga, latest.visit.iga)}</table>`;
}

function success(before: VisitRecord['iga'], now: VisitRecord['iga']): string {
  if (before === null || now === null) return '';
  return `<tr><th>IGA 0 or 1, and two grades better</th><td>${isTreatmentSuccess(now, before) ? 'yes' : 'no'}</td></tr>`;
}

/** By what is said of types, as in the table of visits: there, what is open is no comedone either. */
function classChanges(before: Grades | null, now: Grades | null): string {
  if (!before || !now) return '';
  const anyOpen = (key: 'inflammatory' | 'unsure'): boolean => before.counts[key] + now.counts[key] > 0;
  const inflammatory = `Papules and pustules${anyOpen('inflammatory') ? ', and inflammatory of unsure type' : ''}`;
  const rows: readonly (readonly [name: string, countOf: (grades: Grades) => number])[] = [
    ['Comedones', ({ counts }) => counts.comedone],
    [inflammatory, ({ counts }) => counts.papule + counts.pustule + counts.inflammatory],
    ['Nodules', ({ counts }) => counts.nodule],
    ...(anyOpen('unsure')
      ? [[TYPE_MARKS.unsure.plural, ({ counts }: Grades) => counts.unsure] as const]
      : []),
  ];
  return rows
    .map(([name, countOf]) => {
      const { absolute, percent } = changeSince(countOf(before), countOf(now));
      const words = `${signed(absolute)} (${percent === null ? 'n/a' : `${signed(percent)} %`})`;
      return `<tr><th>${name}</th><td>${words}</td></tr>`;
    })
    .join('');
}

function treatmentList({ treatments }: CourseReport, day: WriteDay): string {
  const rows = treatments.map(
    ({ name, dose, startedOn, endedOn }) =>
      `<tr><th>${escaped(dose ? `${name}, ${dose}` : name)}</th><td>${endedOn ? `${day(startedOn)} to ${day(endedOn)}` : `since ${day(startedOn)}`}</td></tr>`,
  );
  return `<h3>Treatments</h3>${rows.length > 0 ? `<table>${rows.join('')}</table>` : '<p>none entered</p>'}`;
}
