import type { MeasuredRow } from '../../../shared/experiment/report';
import { detectionSection } from './detection-section';
import { html, type Html } from './html';
import { span, whole } from './numbers';
import { presenceSection } from './presence-section';
import { trainingCurves } from './training-curves';

const ENDED = {
  finished: 'after its last epoch',
  'early-stopping': 'early: the metric got no better',
  time: 'because its time was up',
} as const;

/** One model: how it was trained, its curves, its figures and its pictures. */
export function modelSection(row: MeasuredRow, pictures: ReadonlyMap<string, Uint8Array>): Html {
  const { title, experiment, result, measuredOn, settings } = row;
  const stopping = settings.earlyStopping;
  return html`
    <h2>${title} (Experiment ${experiment})</h2>
    <p>
      Trained for ${row.epochs} epochs in ${span(row.seconds)} (validation included), ended
      ${ENDED[row.ended]}. ${row.bestEpoch === null ? '' : `The weights of epoch ${row.bestEpoch} were kept`}
      and measured on ${measuredOn.photos} ${measuredOn.split === 'test' ? 'test' : 'validation'} photos in
      ${span(row.evaluationSeconds)}. ${whole(row.parameters)} parameters learned; ${row.engine.id} on
      ${row.engine.device}.
    </p>
    <p class="missing">
      ${settings.side} px, batch ${settings.batchSize}, learning rate ${settings.learningRate}
      (${settings.schedule}),
      ${settings.normLimit ? `gradients clipped to norm ${settings.normLimit}` : 'gradients not clipped'},
      pictures ${settings.augment ? 'varied' : 'not varied'}, class weights
      ${settings.classWeights ? 'by rarity' : 'equal'}, at most ${settings.epochs} epochs,
      ${stopping ? `early stopping after ${stopping.patience} epochs without a better ${stopping.metric}` : 'no early stopping'}.
    </p>
    ${trainingCurves(row)}
    ${result.kind === 'presence' ? presenceSection(result.figures) : detectionSection(title, result.figures)}
    ${pictureRow(row, pictures)}
  `;
}

function pictureRow({ pictures: names }: MeasuredRow, files: ReadonlyMap<string, Uint8Array>): Html | null {
  const shown = names.flatMap((name) => {
    const file = files.get(name);
    return file === undefined ? [] : [{ name, file }];
  });
  if (shown.length === 0) return null;
  return html`
    <h3>As the study's Figure 5</h3>
    <p>
      <span class="truth">Blue: what people marked.</span>
      <span class="prediction">Yellow: what the model says</span>
      at its threshold. Chosen by chance among photos with lesions, not by how well they came out.
    </p>
    <div class="pictures">
      ${shown.map(
        ({ file }, index) =>
          html`<img
            alt="Test photo ${index + 1} with labelled and detected lesions"
            src="data:image/jpeg;base64,${Buffer.from(file).toString('base64')}"
          />`,
      )}
    </div>
  `;
}
