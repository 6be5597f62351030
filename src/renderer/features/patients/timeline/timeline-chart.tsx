import { scaleLinear, scaleUtc } from 'd3-scale';
import { useLayoutEffect, useRef, useState } from 'react';
import { dayText } from '../../../ui/format';
import type { Timeline } from '../../../../shared/record/timeline';
import { changeWords, pointWords } from './change-words';
import { countKeysOf } from './count-keys';
import { LineEnds, LineLegend } from './line-ends';
import { TotalLine, TypeLine } from './lines';
import { labelsWithRoom, textWithRoom } from './thin-labels';
import styles from './timeline.module.css';

/** CSS pixels. */
const PLOT_HEIGHT = 170;
const LANE_HEIGHT = 24;
const MARGIN = { top: 14, left: 44 } as const;
/** Right of the last visit: names of the lines, or half of its words. */
const RIGHT = { names: 148, words: 32 } as const;
/** Rows under the plot: dates, IGA, change. */
const ROWS = { date: 18, iga: 38, change: 56 } as const;
const ROWS_HEIGHT = 68;
/** Narrower, the names of the lines stand below. */
const NARROW = 440;
/** Least distance of two visits that both have words below them. */
const WORDS_WIDTH = 58;
/** What a mark of a review needs on its left. */
const REVIEW_WIDTH = 92;

const time = (date: string): number => Date.parse(`${date}T00:00:00Z`);

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
    const watcher = new ResizeObserver(() => setWidth(Math.max(240, place.clientWidth)));
    watcher.observe(place);
    return () => watcher.disconnect();
  }, []);

  const { points, bands, reviews, from, to } = timeline;
  const keys = countKeysOf(points);
  const isNarrow = width < NARROW;
  const lanes = Math.max(0, ...bands.map(({ lane }) => lane + 1));
  const height = MARGIN.top + PLOT_HEIGHT + ROWS_HEIGHT + lanes * LANE_HEIGHT;
  const x = scaleUtc(
    [time(from), time(to)],
    [MARGIN.left + 20, width - (isNarrow ? RIGHT.words : RIGHT.names)],
  );
  const most = Math.max(4, ...points.map(({ interval }) => interval?.high ?? 0));
  const y = scaleLinear([0, most], [MARGIN.top + PLOT_HEIGHT, MARGIN.top]).nice(4);
  const bottom = MARGIN.top + PLOT_HEIGHT;
  const at = (date: string): number => x(time(date));
  const hasWords = labelsWithRoom(
    points.map(({ date }) => at(date)),
    WORDS_WIDTH,
  );

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
        {reviews.map((date) => {
          const isLeft = at(date) - MARGIN.left >= REVIEW_WIDTH;
          return (
            <g key={date} className={styles['review']} aria-hidden>
              <line x1={at(date)} x2={at(date)} y1={MARGIN.top - 4} y2={bottom} />
              <text x={at(date) + (isLeft ? -4 : 4)} y={MARGIN.top + 4} textAnchor={isLeft ? 'end' : 'start'}>
                12-week review
              </text>
            </g>
          );
        })}
        {keys.map((type) => (
          <TypeLine key={type} type={type} points={points} x={at} y={y} />
        ))}
        <TotalLine points={points} x={at} y={y} />
        {!isNarrow && <LineEnds points={points} x={at} y={y} lowest={bottom} />}
        <text className={styles['axis']} x={4} y={bottom + ROWS.iga} aria-hidden>
          IGA
        </text>
        {points.map((point, index) => (
          <g key={point.visitId} className={styles['words']} textAnchor="middle" aria-hidden>
            <line x1={at(point.date)} x2={at(point.date)} y1={MARGIN.top} y2={bottom} />
            {hasWords[index] && (
              <>
                <text x={at(point.date)} y={bottom + ROWS.date}>
                  {dayText(point.date).replace(/,?\s*\d{4}$/, '')}
                </text>
                <text x={at(point.date)} y={bottom + ROWS.iga}>
                  {point.iga ?? '–'}
                </text>
                <text x={at(point.date)} y={bottom + ROWS.change}>
                  {changeWords(point)}
                </text>
              </>
            )}
          </g>
        ))}
        {bands.map(({ id, name, from: begun, to: ended, lane, goesOn }) => {
          const top = bottom + ROWS_HEIGHT + lane * LANE_HEIGHT;
          const [left, right] = [at(begun), Math.max(at(begun) + 6, at(ended) + (goesOn ? 12 : 0))];
          return (
            <g key={id} className={styles['band']} aria-hidden>
              <rect x={left} y={top} width={right - left} height={LANE_HEIGHT - 4} rx={4} />
              <text x={left + 6} y={top + LANE_HEIGHT / 2 - 2} dy="0.32em">
                {textWithRoom(`${name}${goesOn ? ' →' : ''}`, width - left - 8)}
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
      {isNarrow && <LineLegend points={points} />}
      {points.some(({ isRealChange }) => isRealChange === false) && (
        <p className={styles['hint']}>≈ no more than repeated photos of an unchanged face differ by.</p>
      )}
    </div>
  );
}
