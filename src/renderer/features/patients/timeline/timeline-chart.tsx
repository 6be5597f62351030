import { scaleLinear, scaleUtc } from 'd3-scale';
import { line } from 'd3-shape';
import { useLayoutEffect, useRef, useState } from 'react';
import { shownCountKeys, type StatedCountKey } from '../../../../shared/clinical/stated-type';
import { TYPE_MARKS } from '../../../../shared/clinical/type-marks';
import { inkOf } from '../../../ui/colour-scheme';
import { signed } from '../../../../shared/signed';
import { countOf, dayText } from '../../../ui/format';
import { IGA_NAMES } from '../../../../shared/clinical/grading/iga';
import { spreadLabels } from '../../../../shared/geometry/spread-labels';
import type { Timeline, TimelinePoint } from '../../../../shared/record/timeline';
import styles from './timeline.module.css';

/** CSS pixels. */
const PLOT_HEIGHT = 170;
const LANE_HEIGHT = 24;
const MARGIN = { top: 14, left: 44, right: 148 } as const;
/** Rows under the plot: dates, IGA, change. */
const ROWS = { date: 18, iga: 38, change: 56 } as const;
const ROWS_HEIGHT = 68;
/** Of a line beside its name, by which it is told without colour. */
const SAMPLE_WIDTH = 20;
/** Between the middles of two labels. */
const LABEL_GAP = 14;

const time = (date: string): number => Date.parse(`${date}T00:00:00Z`);

const changeWords = ({ percent, isBaseline, total, isRealChange }: TimelinePoint): string => {
  if (total === null) return '–';
  if (isBaseline) return 'baseline';
  return percent === null ? 'n/a' : `${isRealChange === false ? '≈ ' : ''}${signed(percent)} %`;
};

const pointWords = (point: TimelinePoint): string =>
  [
    `Visit of ${dayText(point.date)}`,
    point.total === null ? 'not counted' : countOf(point.total, 'lesion'),
    point.iga === null ? null : `IGA ${point.iga}, ${IGA_NAMES[point.iga]}`,
    point.interval && `another photo of the same face: ${point.interval.low} to ${point.interval.high}`,
    point.percent === null ? null : `${signed(point.percent)} % since the baseline`,
    point.isRealChange === false ? 'which repeated photos alone may bring about' : null,
  ]
    .filter(Boolean)
    .join('; ');

/** Lines of the chart: what is open only where a visit has any. */
const countKeysOf = (points: readonly TimelinePoint[]): readonly StatedCountKey[] =>
  shownCountKeys(points.flatMap(({ counts }) => counts ?? []));

interface TimelineChartProps {
  readonly timeline: Timeline;
  readonly onVisit: (visitId: string) => void;
}

/** Counts by type over the visits, what was graded, and the treatments beneath. A visit is a button. */
export function TimelineChart({ timeline, onVisit }: TimelineChartProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(720);
  useLayoutEffect(() => {
    const place = frame.current;
    if (!place) return;
    const watcher = new ResizeObserver(() => setWidth(Math.max(320, place.clientWidth)));
    watcher.observe(place);
    return () => watcher.disconnect();
  }, []);

  const { points, bands, reviews, from, to } = timeline;
  const keys = countKeysOf(points);
  const lanes = Math.max(0, ...bands.map(({ lane }) => lane + 1));
  const height = MARGIN.top + PLOT_HEIGHT + ROWS_HEIGHT + lanes * LANE_HEIGHT;
  const x = scaleUtc([time(from), time(to)], [MARGIN.left + 20, width - MARGIN.right]);
  const most = Math.max(4, ...points.map(({ interval }) => interval?.high ?? 0));
  const y = scaleLinear([0, most], [MARGIN.top + PLOT_HEIGHT, MARGIN.top]).nice(4);
  const bottom = MARGIN.top + PLOT_HEIGHT;
  const at = (date: string): number => x(time(date));

  return (
    <div ref={frame} className={styles['frame']}>
      <svg width={width} height={height} role="group" aria-label="Lesions over the visits">
        {y.ticks(4).map((tick) => (
          <g key={tick} aria-hidden>
            <line className={styles['grid']} x1={MARGIN.left} x2={width - 8} y1={y(tick)} y2={y(tick)} />
            <text className={styles['axis']} x={MARGIN.left - 8} y={y(tick)} dy="0.32em" textAnchor="end">
              {tick}
            </text>
          </g>
        ))}
        {reviews.map((date) => (
          <g key={date} className={styles['review']} aria-hidden>
            <line x1={at(date)} x2={at(date)} y1={MARGIN.top - 4} y2={bottom} />
            <text x={at(date) - 4} y={MARGIN.top + 4} textAnchor="end">
              12-week review
            </text>
          </g>
        ))}
        {keys.map((type) => (
          <TypeLine key={type} type={type} points={points} x={at} y={y} />
        ))}
        <TotalLine points={points} x={at} y={y} />
        <LineEnds points={points} x={at} y={y} lowest={bottom} />
        <text className={styles['axis']} x={4} y={bottom + ROWS.iga} aria-hidden>
          IGA
        </text>
        {points.map((point) => (
          <g key={point.visitId} className={styles['words']} textAnchor="middle" aria-hidden>
            <line x1={at(point.date)} x2={at(point.date)} y1={MARGIN.top} y2={bottom} />
            <text x={at(point.date)} y={bottom + ROWS.date}>
              {dayText(point.date).replace(/,?\s*\d{4}$/, '')}
            </text>
            <text x={at(point.date)} y={bottom + ROWS.iga}>
              {point.iga ?? '–'}
            </text>
            <text x={at(point.date)} y={bottom + ROWS.change}>
              {changeWords(point)}
            </text>
          </g>
        ))}
        {bands.map(({ id, name, from: begun, to: ended, lane, goesOn }) => {
          const top = bottom + ROWS_HEIGHT + lane * LANE_HEIGHT;
          const [left, right] = [at(begun), Math.max(at(begun) + 6, at(ended) + (goesOn ? 12 : 0))];
          return (
            <g key={id} className={styles['band']} aria-hidden>
              <rect x={left} y={top} width={right - left} height={LANE_HEIGHT - 4} rx={4} />
              <text x={left + 6} y={top + LANE_HEIGHT / 2 - 2} dy="0.32em">
                {name}
                {goesOn && ' →'}
              </text>
            </g>
          );
        })}
        {points.map((point) => (
          <g
            key={point.visitId}
            className={styles['visit']}
            role="button"
            tabIndex={0}
            aria-label={pointWords(point)}
            onClick={() => onVisit(point.visitId)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' && event.key !== ' ') return;
              event.preventDefault();
              onVisit(point.visitId);
            }}
          >
            <title>{pointWords(point)}</title>
            <rect
              x={at(point.date) - 26}
              y={MARGIN.top - 6}
              width={52}
              height={PLOT_HEIGHT + ROWS_HEIGHT - 2}
              rx={6}
            />
          </g>
        ))}
      </svg>
      {points.some(({ isRealChange }) => isRealChange === false) && (
        <p className={styles['hint']}>≈ no more than repeated photos of an unchanged face differ by.</p>
      )}
    </div>
  );
}

interface LineProps {
  readonly points: readonly TimelinePoint[];
  readonly x: (date: string) => number;
  readonly y: (count: number) => number;
}

type Spot = readonly [number, number];
const pathOf = line<Spot>(
  ([left]) => left,
  ([, top]) => top,
);

function TypeLine({ type, points, x, y }: LineProps & { readonly type: StatedCountKey }) {
  const colour = inkOf(TYPE_MARKS[type].colour);
  const spots = points.flatMap(({ date, counts }): Spot[] => (counts ? [[x(date), y(counts[type])]] : []));
  return (
    <g aria-hidden className={styles['type']}>
      <TypeStroke type={type} path={pathOf([...spots]) ?? ''} />
      {spots.map(([left, top]) => (
        <circle key={left} cx={left} cy={top} r={3.5} style={{ fill: colour }} />
      ))}
    </g>
  );
}

function TypeStroke({ type, path }: { readonly type: StatedCountKey; readonly path: string }) {
  const { colour: bright, dash, double } = TYPE_MARKS[type];
  const colour = inkOf(bright);
  return (
    <>
      {double && <path d={path} style={{ stroke: colour }} strokeWidth={5} />}
      <path
        d={path}
        style={{ stroke: double ? 'var(--panel)' : colour }}
        strokeWidth={2}
        strokeDasharray={dash.join(' ')}
      />
    </>
  );
}

function TotalLine({ points, x, y }: LineProps) {
  const spots = points.flatMap(({ date, total }): Spot[] => (total === null ? [] : [[x(date), y(total)]]));
  return (
    <g aria-hidden className={styles['total']}>
      <path d={pathOf([...spots]) ?? ''} />
      {points.map(
        ({ date, interval }) =>
          interval && (
            <path
              key={date}
              className={styles['interval']}
              d={`M${x(date) - 4} ${y(interval.high)}h8m-4 0V${y(interval.low)}m-4 0h8`}
            />
          ),
      )}
      {spots.map(([left, top]) => (
        <rect key={left} x={left - 4} y={top - 4} width={8} height={8} />
      ))}
    </g>
  );
}

/** What each line is, at its end. */
function LineEnds({ points, x, y, lowest }: LineProps & { readonly lowest: number }) {
  const last = points.findLast(({ counts }) => counts !== null);
  if (!last?.counts || last.total === null) return null;
  const { counts } = last;
  const ends = [
    { type: null, name: 'all', colour: 'var(--text)', top: y(last.total) },
    ...countKeysOf(points).map((type) => ({
      type,
      name: TYPE_MARKS[type].short ?? TYPE_MARKS[type].plural,
      colour: inkOf(TYPE_MARKS[type].colour),
      top: y(counts[type]),
    })),
  ];
  const places = spreadLabels(
    ends.map(({ top }) => top),
    LABEL_GAP,
    lowest,
  );
  const left = x(last.date) + 12;
  return (
    <g aria-hidden className={styles['ends']}>
      {ends.map(({ type, name, colour }, index) => (
        <g key={name} className={styles['type']}>
          {type && <TypeStroke type={type} path={`M${left} ${places[index]}h${SAMPLE_WIDTH}`} />}
          <text
            x={type ? left + SAMPLE_WIDTH + 4 : left}
            y={places[index]}
            dy="0.32em"
            style={{ fill: colour }}
          >
            {name}
          </text>
        </g>
      ))}
    </g>
  );
}

/** The chart's numbers for who cannot see it. */
export function TimelineTable({ timeline }: { readonly timeline: Timeline }) {
  const keys = countKeysOf(timeline.points);
  return (
    <table className="visually-hidden">
      <caption>Lesions over the visits</caption>
      <thead>
        <tr>
          <th scope="col">Visit</th>
          {keys.map((type) => (
            <th key={type} scope="col">
              {TYPE_MARKS[type].plural}
            </th>
          ))}
          <th scope="col">All</th>
          <th scope="col">Change</th>
          <th scope="col">IGA</th>
        </tr>
      </thead>
      <tbody>
        {timeline.points.map((point) => (
          <tr key={point.visitId}>
            <th scope="row">{dayText(point.date)}</th>
            {keys.map((type) => (
              <td key={type}>{point.counts?.[type] ?? '–'}</td>
            ))}
            <td>{point.total ?? '–'}</td>
            <td>{changeWords(point)}</td>
            <td>{point.iga ?? '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
