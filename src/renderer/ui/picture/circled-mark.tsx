import type { ReactNode, SVGAttributes } from 'react';
import styles from './stage.module.css';

/** Screen pixels: the least radius, and what is left free round what is marked. */
const LEAST_RADIUS = 7;
const CLEARANCE = 3;

/** How a circle is told apart, by colour, stroke and a sign at once. */
export interface CircleLook {
  readonly sign: string;
  /** sRGB hexadecimal. */
  readonly colour: string;
  /** Of the stroke, screen pixels; '' = unbroken. */
  readonly dash: string;
}

interface CircledMarkProps extends Omit<SVGAttributes<SVGGElement>, 'x' | 'y'> {
  readonly title: string;
  /** Middle and largest side of what is marked, screen pixels. */
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly look: CircleLook;
  /** Whether one more circle says that it is chosen. */
  readonly chosen?: boolean;
  /** Attributes for styles and tests. */
  readonly [data: `data-${string}`]: string | boolean;
  readonly children?: ReactNode;
}

/** A circle round a place of a picture, with a sign beside it, on a dark halo that shows on any skin. */
export function CircledMark({ title, x, y, size, look, chosen = false, ...group }: CircledMarkProps) {
  const radius = Math.max(LEAST_RADIUS, size / 2 + CLEARANCE);
  const { sign, colour, dash } = look;
  return (
    <g className={styles['mark']} {...group}>
      <title>{title}</title>
      <circle className={styles['halo']} cx={x} cy={y} r={radius} />
      <circle cx={x} cy={y} r={radius} stroke={colour} strokeDasharray={dash} />
      {chosen && <circle cx={x} cy={y} r={radius + 5} stroke="#ffffff" strokeWidth={2.5} />}
      <text x={x + radius * 0.75 + 2} y={y - radius * 0.75} fill={colour}>
        {sign}
      </text>
    </g>
  );
}
