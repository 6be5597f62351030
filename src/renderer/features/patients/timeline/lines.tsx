import { line } from 'd3-shape';
import type { StatedCountKey } from '../../../../shared/clinical/stated-type';
import { TYPE_MARKS } from '../../../../shared/clinical/type-marks';
import type { TimelinePoint } from '../../../../shared/record/timeline';
import { inkOf } from '../../../ui/colour-scheme';
import styles from './timeline.module.css';

export interface LineProps {
  readonly points: readonly TimelinePoint[];
  readonly x: (date: string) => number;
  readonly y: (count: number) => number;
}

type Spot = readonly [number, number];
const pathOf = line<Spot>(
  ([left]) => left,
  ([, top]) => top,
);

/** How often lesions of one type were counted, visit after visit. */
export function TypeLine({ type, points, x, y }: LineProps & { readonly type: StatedCountKey }) {
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

/** A piece of a type's line, by which it is told without colour. */
export function TypeStroke({ type, path }: { readonly type: StatedCountKey; readonly path: string }) {
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

/** All lesions, with the 95 % interval of each count. */
export function TotalLine({ points, x, y }: LineProps) {
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
