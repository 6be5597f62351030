import { FIGURE_LINES } from '../charts/colours';
import { lineChart } from '../charts/line-chart';
import type { Course } from './simulate-clinic';

/** For a file that no page gives a style. */
const STYLE =
  '<style>text{font:12px sans-serif;fill:#333}.title{font-weight:bold}.grid{stroke:#ddd}</style>' +
  '<rect width="100%" height="100%" fill="#fff"/>';

/** The learning curves of a simulated clinic as an SVG file: F1 on the locked test set by confirmed photos. */
export function simulationChart(courses: readonly Course[]): string {
  const chart = lineChart({
    title: 'F1 on the locked test set',
    ...{ x: 'confirmed photos', y: 'F1 of centre hits' },
    series: courses.map(({ clinician, order, curve }, index) => ({
      name: `${clinician} clinician, ${order === 'review' ? 'those first that teach most' : 'photos as they come'}`,
      ...(FIGURE_LINES[index] ?? FIGURE_LINES[0]),
      points: curve.map(({ confirmed, f1 }) => [confirmed, f1 ?? NaN] as const),
    })),
  });
  return chart
    .replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" ')
    .replace('</title>', `</title>${STYLE}`);
}
