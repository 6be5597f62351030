import { TYPE_MARKS } from '../../../../shared/clinical/type-marks';
import type { Timeline } from '../../../../shared/record/timeline';
import { dayText } from '../../../ui/format';
import { changeWords } from './change-words';
import { countKeysOf } from './count-keys';

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
