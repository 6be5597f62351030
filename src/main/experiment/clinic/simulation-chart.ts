import { FIGURE_LINES } from '../charts/colours';
import { lineChart } from '../charts/line-chart';
import type { Course } from './simulate-clinic';

/** The learning curves of a simulated clinic as an SVG: F1 on the locked test set by confirmed photos. */
export const simulationChart = (courses: readonly Course[]): string =>
  lineChart({
    title: 'F1 on the locked test set',
    ...{ x: 'confirmed photos', y: 'F1 of centre hits' },
    series: courses.map(({ clinician, order, curve }, index) => ({
      name: `${clinician} clinician, ${order === 'review' ? 'those first that teach most' : 'photos as they come'}`,
      ...(FIGURE_LINES[index] ?? FIGURE_LINES[0]),
      points: curve.map(({ confirmed, f1 }) => [confirmed, f1 ?? NaN] as const),
    })),
  });
