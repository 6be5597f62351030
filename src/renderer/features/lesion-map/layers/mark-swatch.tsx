import type { StatedType } from '../../../../shared/clinical/stated-type';
import { typeMark } from '../../../../shared/clinical/type-marks';
import { inkOf } from '../../../ui/colour-scheme';
import type { Outline } from './mark-shape';

interface MarkSwatchProps {
  readonly type: StatedType | null;
  readonly colour: string;
  readonly outline: Outline;
}

/** One mark as the overlay draws it, for legends and rows. */
export function MarkSwatch({ type, colour, outline }: MarkSwatchProps) {
  const style = typeMark(type);
  const rings = style.double ? [5.5, 9] : [7];
  const dash = style.dash.length > 0 ? { strokeDasharray: style.dash.join(' ') } : {};
  return (
    <svg width={22} height={22} viewBox="-11 -11 22 22" aria-hidden focusable="false">
      {rings.map((radius) =>
        outline === 'ellipse' ? (
          <circle
            key={radius}
            r={radius}
            fill="none"
            style={{ stroke: inkOf(colour) }}
            strokeWidth={1.75}
            {...dash}
          />
        ) : (
          <rect
            key={radius}
            x={-radius}
            y={-radius}
            width={2 * radius}
            height={2 * radius}
            rx={2}
            fill="none"
            style={{ stroke: inkOf(colour) }}
            strokeWidth={1.75}
            {...dash}
          />
        ),
      )}
    </svg>
  );
}
