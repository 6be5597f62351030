import { shownCountKeys } from '../../../shared/clinical/stated-type';
import { TYPE_MARKS, typeMark } from '../../../shared/clinical/type-marks';
import { gradeWords, type Grades } from '../../../shared/clinical/grading/grades';
import { openTypeWords } from '../../../shared/clinical/grading/open-type-words';
import { IGA_NAMES, type Iga } from '../../../shared/clinical/grading/iga';
import { NICE_LIMITS } from '../../../shared/clinical/grading/nice';
import { REGION_NAMES } from '../../../shared/clinical/region';
import { totalOf } from '../../../shared/record/visit-counts';
import { VIEW_NAMES } from '../../../shared/record/photograph';
import { signed } from '../../../shared/signed';
import { styleSource } from './style-source';
import type { ReportPhoto, VisitReport } from './visit-report';

/** What a report takes from its surroundings. */
export interface ReportSurroundings {
  /** The photo as an address that the page may load, such as a `data:` one. */
  readonly pictureOf: (photoId: string) => Promise<string>;
  /** ISO 8601 date. */
  readonly printedOn: string;
  readonly appVersion: string;
  /** How days are written. */
  readonly writeDay: (day: string) => string;
}

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
const igaWords = (iga: Iga): string => `${iga} – ${IGA_NAMES[iga].toLowerCase()}`;

/** A report as one A4 page of HTML that needs nothing else and runs no script. */
export async function reportPage(report: VisitReport, surroundings: ReportSurroundings): Promise<string> {
  const { patient, visit, photos, grades, source, treatments } = report;
  const { printedOn, appVersion, pictureOf, writeDay: day } = surroundings;
  const figures = await Promise.all(
    photos.map(async (photo) => figure(photo, await pictureOf(photo.photoId), photoHeight(photos))),
  );
  const facts = [
    patient.birthDate && `born ${day(patient.birthDate)}`,
    patient.localNumber && `no. ${patient.localNumber}`,
    visit.treatmentWeek !== null && `week ${visit.treatmentWeek} of treatment`,
  ].filter(Boolean);
  const lines = treatments
    .filter(({ startedOn, endedOn }) => startedOn <= visit.date && (endedOn ?? visit.date) >= visit.date)
    .map(({ name, dose, startedOn }) => `${name}${dose ? `, ${dose}` : ''}, since ${day(startedOn)}`);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src ${styleSource(STYLE)}">
<title>${escaped(patient.name)}, ${day(visit.date)}</title><style>${STYLE}</style></head><body>
<header><div><h1>${escaped(patient.name)}</h1><p>${escaped(facts.join(' · '))}</p></div>
<div class="right"><h2>Visit of ${day(visit.date)}</h2><p>${escaped(visit.complaint)}</p></div></header>
<div class="photos">${figures.join('')}</div>
<div class="columns"><section>${countsTable(report)}${trend(report, day)}
<h3>Treatment</h3><p>${escaped(lines.join('; ')) || 'none entered'}</p>
${visit.notes ? `<h3>Notes</h3><p class="notes">${escaped(visit.notes)}</p>` : ''}</section>
<section>${grades ? gradesPart(grades, visit.iga) : '<p>No photo of this visit has been analysed.</p>'}</section></div>
<footer><div class="signature"><span>Date, signature</span></div>
<p>${source ? `Lesions by model ${escaped(source.model.id)} (weights ${source.model.sha256.slice(0, 12)}), threshold ${source.threshold.toFixed(2)}, with the clinician’s corrections. ` : ''}Macule ${escaped(appVersion)}, printed ${day(printedOn)}. Decision support and record keeping; not a diagnosis.</p></footer>
</body></html>`;
}

/** Millimetres: of the printed page, of the tallest photo, and between two. */
const [PAGE_WIDTH, TALLEST, GAP] = [186, 100, 3] as const;

/** One height for all photos, so that they fill the page's width at most, millimetres. */
function photoHeight(photos: readonly ReportPhoto[]): number {
  const proportions = photos.reduce((sum, { width, height }) => sum + width / height, 0);
  return Math.min(TALLEST, (PAGE_WIDTH - GAP * (photos.length - 1)) / Math.max(0.1, proportions));
}

/** @param tall millimetres. */
function figure({ view, width, height, lesions }: ReportPhoto, address: string, tall: number): string {
  const marks = lesions.map(({ type, box }) => {
    const [x, y] = [(box.x + box.width / 2) * width, (box.y + box.height / 2) * height];
    const radius = Math.max((Math.max(box.width * width, box.height * height) / 2) * 1.3, width / 90);
    const { dash, letters } = typeMark(type);
    const unit = width / 500;
    const stroke = `stroke-width="${1.6 * unit}" stroke-dasharray="${dash.map((part) => part * unit).join(' ')}"`;
    return `<circle cx="${x}" cy="${y}" r="${radius}" fill="none" stroke="#fff" stroke-width="${3 * unit}"/><circle cx="${x}" cy="${y}" r="${radius}" fill="none" stroke="#000" ${stroke}/><text x="${x + radius}" y="${y - radius * 0.6}" font-size="${9 * unit}" stroke="#fff" stroke-width="${2 * unit}" paint-order="stroke">${letters}</text>`;
  });
  const caption = view ? VIEW_NAMES[view] : 'View not named';
  // Picture and marks in one drawing: they cannot come apart.
  return `<figure><svg viewBox="0 0 ${width} ${height}" height="${tall}mm" width="${(tall * width) / height}mm"><image href="${address}" width="${width}" height="${height}"/>${marks.join('')}</svg><figcaption>${caption}: ${lesions.length} lesions</figcaption></figure>`;
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
  const view = counted.view ? `${VIEW_NAMES[counted.view].toLowerCase()} photo` : 'photo with the most';
  return `<h3>Lesions, ${view}</h3><table>${rows.join('')}<tr class="sum"><th>All</th><td>${totalOf(counted.counts)}</td></tr><tr><th>Since the first visit</th><td>${since}</td></tr></table>`;
}

function trend({ trend: points, visit }: VisitReport, day: ReportSurroundings['writeDay']): string {
  if (points.length < 2) return '';
  const [width, height] = [300, 70];
  const times = points.map(({ date }) => Date.parse(date));
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const most = Math.max(1, ...points.map(({ total }) => total));
  const spots = points.map(({ total, date }) => ({
    ...{ total, date, y: 12 + (1 - total / most) * (height - 24) },
    x: 14 + ((Date.parse(date) - first) / Math.max(1, last - first)) * (width - 28),
  }));
  const line = spots.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
  const dots = spots.map(
    ({ x, y, total, date }) =>
      `<circle cx="${x}" cy="${y}" r="${date === visit.date ? 4 : 2.5}"/><text x="${x}" y="${y - 5}" text-anchor="middle">${total}</text>`,
  );
  return `<h3>Course</h3><svg class="trend" viewBox="0 0 ${width} ${height + 12}"><polyline points="${line}"/>${dots.join('')}<text x="2" y="${height + 8}">${day(points[0]?.date ?? '')}</text><text x="${width - 2}" y="${height + 8}" text-anchor="end">${day(points.at(-1)?.date ?? '')}</text></svg>`;
}

function gradesPart(grades: Grades, iga: Iga | null): string {
  const { suggestedIga, regional, nice, lehmann, classes } = grades;
  const open = openTypeWords(grades);
  const rows: (readonly [string, string, string])[] = [
    ['IGA', iga === null ? 'not graded' : igaWords(iga), `suggested by counts: ${igaWords(suggestedIga)}`],
    ...regionalRows(regional),
    [
      'NICE NG198',
      gradeWords(nice.grade),
      `inflammatory ${classes.inflammatory} (${NICE_LIMITS.inflammatory} or more: severe), nodules ${classes.nodules} (${NICE_LIMITS.nodules} or more: severe)`,
    ],
    [
      'Lehmann',
      lehmann.grade,
      lehmann.lines.map(({ counted, count, grade }) => `${counted} ${count}: ${grade}`).join('; '),
    ],
  ];
  return `<h3>Grades, with their working</h3><table>${rows.map(([name, value, working]) => `<tr><th>${name}</th><td>${escaped(value)}</td></tr><tr class="working"><td colspan="2">${escaped(working)}</td></tr>`).join('')}</table>${open ? `<p class="open">${escaped(open)}</p>` : ''}`;
}

function regionalRows(regional: Grades['regional']): readonly (readonly [string, string, string])[] {
  if (!regional) {
    const why = 'no face was found on the photo';
    return [
      ['GAGS, face', 'n/a', why],
      ['Hayashi', 'n/a', why],
    ];
  }
  const { gags, hayashi } = regional;
  const lines = gags.lines.map(
    ({ region, factor, grade, score, assumed }) =>
      `${REGION_NAMES[region]} ${factor} × ${grade} = ${score}${assumed ? ' (type assumed)' : ''}`,
  );
  const { right, left } = hayashi.sides;
  return [
    ['GAGS, face', `${gags.total} of ${gags.outOf}`, lines.join('; ')],
    [
      'Hayashi',
      gradeWords(hayashi.sides[hayashi.worse].grade),
      `papules and pustules: right half ${right.inflammatory}, left half ${left.inflammatory}`,
    ],
  ];
}

const STYLE = `@page{size:A4;margin:12mm}*{box-sizing:border-box}body{margin:0;font:9.5pt/1.35 system-ui,"DejaVu Sans",sans-serif;color:#000}
h1{font-size:15pt;margin:0}h2{font-size:12pt;margin:0}h3{font-size:10pt;margin:3mm 0 1mm}p{margin:0}header{display:flex;justify-content:space-between;border-bottom:1px solid #000;padding-bottom:2mm}
.right{text-align:right}.photos{display:flex;gap:3mm;margin-top:3mm}figure{margin:0}
figure svg{display:block}
.columns{display:grid;grid-template-columns:1fr 1fr;gap:6mm}table{width:100%;border-collapse:collapse}th{text-align:left;font-weight:400}td{text-align:right}tr.sum th,tr.sum td{font-weight:700;border-top:1px solid #000}
tr.working td{text-align:left;color:#333;font-size:8pt;padding-bottom:1.2mm}.trend{width:100%}.trend polyline{fill:none;stroke:#000}.trend text{font-size:8px}.notes{white-space:pre-wrap}.open{font-size:8pt;color:#333}
footer{position:fixed;bottom:0;left:0;right:0;font-size:7.5pt;color:#333}.signature{margin-left:55%;border-top:1px solid #000;margin-bottom:3mm}`;
