import type { StatedCountKey } from '../../../../shared/clinical/stated-type';
import { TYPE_MARKS } from '../../../../shared/clinical/type-marks';
import { spreadLabels } from '../../../../shared/geometry/spread-labels';
import type { TimelinePoint } from '../../../../shared/record/timeline';
import { inkOf } from '../../../ui/colour-scheme';
import { countKeysOf } from './count-keys';
import { TypeStroke, type LineProps } from './lines';
import styles from './timeline.module.css';

/** Of a line beside its name, by which it is told without colour. */
const SAMPLE_WIDTH = 20;
/** Between the middles of two labels. */
const LABEL_GAP = 14;

/** What a line is called; null for all lesions together. */
interface LineName {
  readonly type: StatedCountKey | null;
  readonly name: string;
  readonly colour: string;
}

const namesOf = (points: readonly TimelinePoint[]): readonly LineName[] => [
  { type: null, name: 'all', colour: 'var(--text)' },
  ...countKeysOf(points).map((type) => ({
    type,
    name: TYPE_MARKS[type].short ?? TYPE_MARKS[type].plural,
    colour: inkOf(TYPE_MARKS[type].colour),
  })),
];

/** What each line is, at its end. */
export function LineEnds({ points, x, y, lowest }: LineProps & { readonly lowest: number }) {
  const last = points.findLast(({ counts }) => counts !== null);
  if (!last?.counts || last.total === null) return null;
  const { counts, total } = last;
  const ends = namesOf(points).map((named) => ({
    ...named,
    top: y(named.type === null ? total : counts[named.type]),
  }));
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

/** The same below a chart that has no room for names at the ends. */
export function LineLegend({ points }: Pick<LineProps, 'points'>) {
  return (
    <ul className={styles['legend']} aria-hidden>
      {namesOf(points).map(({ type, name, colour }) => (
        <li key={name} style={{ color: colour }}>
          <svg width={SAMPLE_WIDTH} height={10} className={styles['type']}>
            {type ? (
              <TypeStroke type={type} path={`M0 5h${SAMPLE_WIDTH}`} />
            ) : (
              <g className={styles['total']}>
                <rect x={SAMPLE_WIDTH / 2 - 4} y={1} width={8} height={8} />
              </g>
            )}
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}
