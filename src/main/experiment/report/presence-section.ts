import type { PresenceResult } from '../../../shared/experiment/presence-result';
import { html, type Html } from './html';
import { fixed, percent } from './numbers';

/** Figures of each type for a classifier of pictures. */
export const presenceSection = ({ perLabel, macro }: PresenceResult): Html => html`
  <div class="wide">
    <table>
      <caption>
        By type. Present means a probability of at least the threshold.
      </caption>
      <thead>
        <tr>
          <th>type</th>
          <th>threshold</th>
          <th>present</th>
          <th>found</th>
          <th>missed</th>
          <th>false</th>
          <th>loss</th>
          <th>accuracy</th>
          <th>precision</th>
          <th>recall</th>
          <th>F1</th>
          <th>AUROC</th>
        </tr>
      </thead>
      <tbody>
        ${perLabel.map(
          (one) =>
            html`<tr>
              <td>${one.label}</td>
              <td>${fixed(one.threshold)}</td>
              <td>${one.truePositives + one.falseNegatives}</td>
              <td>${one.truePositives}</td>
              <td>${one.falseNegatives}</td>
              <td>${one.falsePositives}</td>
              <td>${fixed(one.loss, 3)}</td>
              <td>${percent(one.accuracy)}</td>
              <td>${percent(one.precision)}</td>
              <td>${percent(one.recall)}</td>
              <td>${fixed(one.f1, 3)}</td>
              <td>${fixed(one.auroc, 3)}</td>
            </tr>`,
        )}
        <tr>
          <td>mean over types</td>
          <td></td>
          <td></td>
          <td></td>
          <td></td>
          <td></td>
          <td></td>
          <td>${percent(macro.accuracy.value)}</td>
          <td>${percent(macro.precision.value)}</td>
          <td>${percent(macro.recall.value)}</td>
          <td>${fixed(macro.f1.value, 3)}</td>
          <td>${fixed(macro.auroc.value, 3)}</td>
        </tr>
      </tbody>
    </table>
  </div>
`;
