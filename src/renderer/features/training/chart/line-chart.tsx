import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { resolvedColour, useColourScheme } from '../../../ui/colour-scheme';
import { columnsOf, valueAt, type Curve } from './curve';
import styles from './line-chart.module.css';

interface LineChartProps {
  /** What the chart shows, with its last values: what it says to who cannot see it. */
  readonly label: string;
  readonly curves: readonly Curve[];
  readonly xName: string;
  /** A value as the y axis says it … */
  readonly yText: (value: number) => string;
  /** … and as it is read out. */
  readonly valueText: (value: number) => string;
  /** Least and largest value of the y axis; without it the curves decide. */
  readonly yRange?: readonly [number, number];
}

/** CSS pixels. */
const HEIGHT = 220;
const LEAST_WIDTH = 200;
const axisIn = (place: Element) => ({
  stroke: resolvedColour(place, 'var(--muted)'),
  grid: { stroke: resolvedColour(place, 'var(--line)'), width: 1 },
  ticks: { stroke: resolvedColour(place, 'var(--line-strong)'), width: 1 },
});

/** Distances of ticks on the x axis: rounds and steps are whole. */
const WHOLE_STEPS = [1, 2, 5].flatMap((digit) => [0, 1, 2, 3, 4, 5, 6].map((power) => digit * 10 ** power));

/** Lines over one axis; under them their last values, or those under the pointer. */
export function LineChart({ label, curves, xName, yText, valueText, yRange }: LineChartProps) {
  const frame = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const latest = useRef(curves);
  const [pointedAt, setPointedAt] = useState<number | null>(null);
  const scheme = useColourScheme();
  const [least, most] = yRange ?? [null, null];
  const shape = JSON.stringify(
    curves.map(({ id, colour, faint, dots, dash }) => [id, colour, faint, dots, dash]),
  );

  useLayoutEffect(() => {
    latest.current = curves;
  }, [curves]);

  useEffect(() => {
    const place = frame.current;
    if (!place) return;
    const axis = axisIn(place);
    const font = `12px ${getComputedStyle(place).fontFamily}`;
    const width = (): number => Math.max(LEAST_WIDTH, place.clientWidth);
    const made = new uPlot(
      {
        width: width(),
        height: HEIGHT,
        padding: [10, 14, 0, 0],
        legend: { show: false },
        scales: {
          x: { time: false, range: ({ data: [xs] }) => [0, Math.max(1, xs.at(-1) ?? 1)] },
          y: least === null || most === null ? {} : { range: [least, most] },
        },
        axes: [
          {
            ...axis,
            font,
            label: xName,
            labelFont: font,
            labelSize: 20,
            incrs: WHOLE_STEPS.toSorted((a, b) => a - b),
          },
          { ...axis, font, size: 58, values: (_, splits) => splits.map(yText) },
        ],
        cursor: { y: false, drag: { x: false, y: false }, points: { size: 7 } },
        hooks: {
          setCursor: [
            ({ cursor, data }) => setPointedAt(cursor.idx == null ? null : (data[0][cursor.idx] ?? null)),
          ],
        },
        series: [
          {},
          ...latest.current.map(({ colour, faint, dash, dots }) => ({
            stroke: resolvedColour(place, colour),
            width: faint ? 1 : 2,
            ...(faint ? { alpha: 0.55 } : {}),
            ...(dash && dash.length > 0 ? { dash: [...dash] } : {}),
            spanGaps: true,
            points: { show: dots === true, size: 6, fill: resolvedColour(place, colour) },
          })),
        ],
      },
      columnsOf(latest.current),
      place,
    );
    plot.current = made;
    const watcher = new ResizeObserver(() => made.setSize({ width: width(), height: HEIGHT }));
    watcher.observe(place);
    return () => {
      watcher.disconnect();
      made.destroy();
      plot.current = null;
    };
    // Lines come and go by `shape`; their points are set below. Colours are those of the scheme.
  }, [scheme, shape, xName, yText, least, most]);

  useEffect(() => {
    plot.current?.setData(columnsOf(curves));
  }, [curves]);

  return (
    <figure className={styles['figure']}>
      <div ref={frame} role="img" aria-label={label} />
      <figcaption aria-hidden className={styles['legend']}>
        {curves.map((curve) => {
          const value = valueAt(curve, pointedAt);
          return (
            <span key={curve.id}>
              <Swatch curve={curve} /> {curve.name} <strong>{value === null ? '–' : valueText(value)}</strong>
            </span>
          );
        })}
        {pointedAt !== null && (
          <span>at {Number.isInteger(pointedAt) ? pointedAt : pointedAt.toFixed(2)}</span>
        )}
      </figcaption>
    </figure>
  );
}

function Swatch({ curve: { colour, dash, faint } }: { readonly curve: Curve }) {
  return (
    <svg aria-hidden width={22} height={8} className={styles['swatch']}>
      <line
        x1={0}
        x2={22}
        y1={4}
        y2={4}
        style={{ stroke: colour }}
        strokeWidth={faint ? 1 : 2.5}
        strokeOpacity={faint ? 0.55 : 1}
        strokeDasharray={dash?.join(' ')}
      />
    </svg>
  );
}
