import { scaleLinear, scaleTime } from 'd3-scale';
import { line } from 'd3-shape';
import { shownCountKeys } from '../../../shared/clinical/stated-type';
import { TYPE_MARKS } from '../../../shared/clinical/type-marks';
import { spreadLabels } from '../../../shared/geometry/spread-labels';
import type { Timeline } from '../../../shared/record/timeline';
import { escaped, type WriteDay } from './printed-page';

/** Units of the drawing, about a third of a millimetre. */
const [WIDTH, PLOT, LANE] = [560, 96, 13] as const;
const MARGIN = { top: 10, left: 26, right: 62 } as const;
const LABEL_GAP = 8;
/** Dates less far apart than this stand on two lines. */
const DATE_WIDTH = 50;

type Spot = readonly [x: number, y: number];
const pathOf = line<Spot>();

/** Counts by type over the visits with treatments beneath, in black and white: by dash, weight and label. */
export function courseChart({ points, bands, reviews, from, to }: Timeline, day: WriteDay): string {
  const time = (date: string): Date => new Date(`${date}T00:00:00Z`);
  const x = scaleTime([time(from), time(to)], [MARGIN.left + 16, WIDTH - MARGIN.right]);
  const at = (date: string): number => x(time(date));
  const most = Math.max(4, ...points.map(({ interval }) => interval?.high ?? 0));
  const y = scaleLinear([0, most], [MARGIN.top + PLOT, MARGIN.top]).nice(4);
  const bottom = MARGIN.top + PLOT;
  const grid = y
    .ticks(4)
    .map(
      (tick) =>
        `<path d="M${MARGIN.left} ${y(tick)}H${WIDTH - MARGIN.right + 4}" stroke="#ccc"/><text x="${MARGIN.left - 4}" y="${y(tick) + 3}" text-anchor="end">${tick}</text>`,
    );
  const due = reviews.map(
    (date) =>
      `<path d="M${at(date)} ${MARGIN.top}V${bottom}" stroke="#000" stroke-dasharray="1 3"/><text x="${at(date) - 3}" y="${MARGIN.top + 3}" text-anchor="end">12-week review</text>`,
  );
  const counted = points.flatMap(({ date, counts, total, interval }) =>
    counts && total !== null && interval ? [{ date, counts, total, interval }] : [],
  );
  const keys = shownCountKeys(counted.map(({ counts }) => counts));
  const lines = keys.map((type) => {
    const { dash, double } = TYPE_MARKS[type];
    const spots = counted.map(({ date, counts }): Spot => [at(date), y(counts[type])]);
    const path = pathOf([...spots]) ?? '';
    const outer = double ? `<path d="${path}" fill="none" stroke="#000" stroke-width="3.4"/>` : '';
    return `${outer}<path d="${path}" fill="none" stroke="${double ? '#fff' : '#000'}" stroke-width="1.2" stroke-dasharray="${dash.join(' ')}"/>${spots.map(([left, top]) => `<circle cx="${left}" cy="${top}" r="1.8"/>`).join('')}`;
  });
  const totals = counted.map(({ date, total }): Spot => [at(date), y(total)]);
  const all = `<path d="${pathOf([...totals]) ?? ''}" fill="none" stroke="#000" stroke-width="2"/>${counted
    .map(
      ({ date, total, interval }) =>
        `<path d="M${at(date) - 2.5} ${y(interval.high)}h5m-2.5 0V${y(interval.low)}m-2.5 0h5" stroke="#666" fill="none"/><rect x="${at(date) - 2.8}" y="${y(total) - 2.8}" width="5.6" height="5.6" fill="#fff" stroke="#000"/>`,
    )
    .join('')}`;
  const last = counted.at(-1);
  const ends = last
    ? [
        { name: 'all', top: y(last.total) },
        ...keys.map((type) => ({ name: TYPE_MARKS[type].plural, top: y(last.counts[type]) })),
      ]
    : [];
  const places = spreadLabels(
    ends.map(({ top }) => top),
    LABEL_GAP,
    bottom,
  );
  const names = ends.map(
    ({ name }, index) =>
      `<text x="${at(last?.date ?? to) + 6}" y="${(places[index] ?? 0) + 3}">${name}</text>`,
  );
  let before = -Infinity;
  const dates = points.map(({ date, iga }) => {
    const low = at(date) - before < DATE_WIDTH;
    before = low ? before : at(date);
    return `<text x="${at(date)}" y="${bottom + (low ? 19 : 11)}" text-anchor="middle">${escaped(day(date))}</text><text x="${at(date)}" y="${bottom + 29}" text-anchor="middle">${iga ?? '–'}</text>`;
  });
  const treatments = bands.map(({ name, from: begun, to: ended, lane, goesOn }) => {
    const top = bottom + 36 + lane * LANE;
    const [left, right] = [at(begun), Math.max(at(begun) + 4, at(ended))];
    return `<rect x="${left}" y="${top}" width="${right - left}" height="${LANE - 3}" fill="#e4e4e4" stroke="#000" stroke-width=".5"/><text x="${left + 3}" y="${top + LANE - 5.5}">${escaped(name)}${goesOn ? ' →' : ''}</text>`;
  });
  const height = bottom + 38 + LANE * Math.max(0, ...bands.map(({ lane }) => lane + 1));
  return `<svg class="course" viewBox="0 0 ${WIDTH} ${height}" font-size="7.5">${[...grid, ...due, ...lines, all, ...names].join('')}<text x="0" y="${bottom + 29}">IGA</text>${[...dates, ...treatments].join('')}</svg>`;
}
