import type { ExperimentReport } from '../../../shared/experiment/report';
import { html, type Html } from './html';
import { span, whole } from './numbers';

/** Data, machine, versions: what is needed to run it again. */
export const aboutRun = ({
  data,
  machine,
  versions,
  seed,
  startedAt,
  writtenAt,
  rows,
}: ExperimentReport): Html => html`
  <h2>Data, machine, versions</h2>
  <table>
    <caption>
      The dataset “${data.name}”
    </caption>
    <thead>
      <tr>
        <th></th>
        <th>train</th>
        <th>valid</th>
        <th>test</th>
      </tr>
    </thead>
    <tbody>
      <tr>
        <td>photos</td>
        <td>${whole(data.photos.train)}</td>
        <td>${whole(data.photos.valid)}</td>
        <td>${whole(data.photos.test)}</td>
      </tr>
      <tr>
        <td>boxes</td>
        <td>${whole(data.boxes.train)}</td>
        <td>${whole(data.boxes.valid)}</td>
        <td>${whole(data.boxes.test)}</td>
      </tr>
    </tbody>
  </table>
  <dl>
    <dt>Fingerprint</dt>
    <dd>${data.fingerprint ?? 'none: nothing was run'}</dd>
    <dt>Measured photos that show each type</dt>
    <dd>
      ${
        Object.entries(data.showing)
          .map(([type, count]) => `${type} ${count}`)
          .join(', ') || 'none'
      }
    </dd>
    <dt>Rows of the label files that were skipped</dt>
    <dd>${data.problems}</dd>
    <dt>Seed</dt>
    <dd>
      ${seed}: the same data, settings, engine and seed give the same weights, unless time ended the training
    </dd>
    <dt>Machine</dt>
    <dd>
      ${machine.processor}, ${machine.cores} cores, ${machine.memoryGB.toFixed(0)} GB, ${machine.system}
    </dd>
    <dt>Versions</dt>
    <dd>
      ${Object.entries(versions)
        .map(([name, version]) => `${name} ${version}`)
        .join(', ')}
    </dd>
    <dt>Time</dt>
    <dd>
      begun ${startedAt}, written ${writtenAt}; training
      ${span(rows.reduce((sum, { seconds }) => sum + seconds, 0))}. Times are wall times: other work on the
      machine is in them.
    </dd>
  </dl>
`;
