import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { escaped } from '../report/html';

export interface Series {
  readonly name: string;
  /** sRGB hexadecimal. */
  readonly colour: string;
  /** Lengths of stroke and gap, pixels; unbroken where not given. */
  readonly dash?: string;
  readonly points: readonly (readonly [x: number, y: number])[];
  /** Points to be marked with a dot. */
  readonly marked?: readonly (readonly [x: number, y: number])[];
}

export interface LineChart {
  readonly title: string;
  readonly x: string;
  readonly y: string;
  readonly series: readonly Series[];
  /** Ends of the axes where the data do not decide. */
  readonly xRange?: readonly [number, number];
  readonly yRange?: readonly [number, number];
  /** Whether only whole numbers lie on the axis across, such as epochs. */
  readonly wholeX?: boolean;
}

const WIDTH = 460;
const HEIGHT = 280;
const MARGIN = { left: 52, right: 12, top: 26, bottom: 40 } as const;
const LEGEND_ROW = 16;

/** A chart of lines as an SVG of its own, without scripts; what is no finite number leaves a gap. */
export function lineChart({ title, x, y, series, xRange, yRange, wholeX = false }: LineChart): string {
  const shown = series.filter(({ points }) => points.length > 0);
  const all = shown.flatMap(({ points }) => points.filter(isFinite));
  const bottom = HEIGHT - MARGIN.bottom;
  const across = scaleLinear(xRange ?? extent(all.map((point) => point[0])), [
    MARGIN.left,
    WIDTH - MARGIN.right,
  ]);
  const up = scaleLinear(yRange ?? extent(all.map((point) => point[1])), [bottom, MARGIN.top]);
  if (!xRange) across.nice(6);
  if (!yRange) up.nice(5);
  const path = line<readonly [number, number]>(
    ([value]) => across(value),
    ([, value]) => up(value),
  )
    .defined(isFinite)
    .digits(1);
  const lines = shown.map(({ colour, dash, points, marked = [] }) => {
    const dots = marked.map(
      ([at, value]) =>
        `<circle cx="${across(at).toFixed(1)}" cy="${up(value).toFixed(1)}" r="3.5" fill="${colour}"/>`,
    );
    const stroke = `stroke="${colour}"${dash === undefined ? '' : ` stroke-dasharray="${dash}"`}`;
    // A line of one point has no length: a dot shows it.
    const only = points.length === 1 ? points.filter(isFinite) : [];
    return (
      `<path d="${path(points) ?? ''}" fill="none" ${stroke} stroke-width="2"/>${dots.join('')}` +
      only
        .map(([at, value]) => `<circle cx="${across(at)}" cy="${up(value)}" r="3" fill="${colour}"/>`)
        .join('')
    );
  });
  const grid = [
    ...up.ticks(5).map((tick) => {
      const at = up(tick).toFixed(1);
      return (
        `<line class="grid" x1="${MARGIN.left}" x2="${WIDTH - MARGIN.right}" y1="${at}" y2="${at}"/>` +
        `<text x="${MARGIN.left - 6}" y="${at}" dy="0.32em" text-anchor="end">${up.tickFormat(5)(tick)}</text>`
      );
    }),
    ...across
      .ticks(6)
      .filter((tick) => !wholeX || Number.isInteger(tick))
      .map((tick) => {
        const at = across(tick).toFixed(1);
        return (
          `<line class="grid" x1="${at}" x2="${at}" y1="${MARGIN.top}" y2="${bottom}"/>` +
          `<text x="${at}" y="${bottom + 15}" text-anchor="middle">${wholeX ? tick : across.tickFormat(6)(tick)}</text>`
        );
      }),
  ];
  const legend = shown.map(({ name, colour, dash }, index) => {
    const at = HEIGHT + index * LEGEND_ROW + 6;
    return (
      `<line x1="${MARGIN.left}" x2="${MARGIN.left + 26}" y1="${at}" y2="${at}" stroke="${colour}" stroke-width="2.5"` +
      `${dash === undefined ? '' : ` stroke-dasharray="${dash}"`}/>` +
      `<text x="${MARGIN.left + 32}" y="${at}" dy="0.32em">${escaped(name)}</text>`
    );
  });
  const height = HEIGHT + shown.length * LEGEND_ROW + 4;
  return (
    `<svg class="chart" role="img" aria-label="${escaped(title)}" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}">` +
    `<title>${escaped(title)}</title><text class="title" x="${MARGIN.left}" y="15">${escaped(title)}</text>` +
    `${grid.join('')}${lines.join('')}${legend.join('')}` +
    `<text x="${(MARGIN.left + WIDTH - MARGIN.right) / 2}" y="${HEIGHT - 8}" text-anchor="middle">${escaped(x)}</text>` +
    `<text transform="translate(12 ${(MARGIN.top + bottom) / 2}) rotate(-90)" text-anchor="middle">${escaped(y)}</text></svg>`
  );
}

const isFinite = (point: readonly [number, number]): boolean => point.every(Number.isFinite);

/** From the least to the most, never an empty range. */
function extent(values: readonly number[]): [number, number] {
  if (values.length === 0) return [0, 1];
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return least === most ? [least - 0.5, most + 0.5] : [least, most];
}
