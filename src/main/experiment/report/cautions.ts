import type { ExperimentReport, MeasuredRow } from '../../../shared/experiment/report';
import { STUDY_TEST } from '../../../shared/experiment/study-figures';
import { wilsonInterval } from '../../../shared/experiment/wilson-interval';
import { html, type Html } from './html';
import { fixed, percent } from './numbers';

/** With fewer pictures, intervals are wider than most differences between models. */
const FEW_PICTURES = 100;

/** What has to be known before the figures are quoted, by what the data and the runs really were. */
export function cautions({ data, rows, baseline }: ExperimentReport): Html {
  const measured = rows.filter((row): row is MeasuredRow => row.status === 'measured');
  const sentences: string[] = [...data.findings];
  const pictures = measured[0]?.measuredOn.photos ?? 0;
  if (measured.length > 0 && pictures < FEW_PICTURES)
    sentences.push(
      `${pictures} pictures are few: look at the intervals before calling one model better than another.`,
    );
  const blind = measured.filter(
    ({ result, loss }) => result.kind === 'presence' && (loss ?? 0) >= (baseline?.loss ?? Infinity),
  );
  for (const { title, loss } of blind)
    sentences.push(
      `By its loss, ${fixed(loss, 3)}, ${title} is no better than looking at no picture, ${fixed(baseline?.loss, 3)}: ` +
        'read its accuracies as guesses unless its AUROC says otherwise.',
    );
  const cut = measured.filter(({ ended }) => ended === 'time').map(({ title }) => title);
  if (cut.length > 0)
    sentences.push(
      `Time ended the training of ${cut.join(', ')} before its last epoch: it may not have learned all it could.`,
    );
  const unread = measured.filter(({ unreadable }) => unreadable > 0).length;
  if (unread > 0) sentences.push('Photos that could not be read were left out: see the events of the runs.');
  const [low, high] = wilsonInterval(STUDY_TEST.right, STUDY_TEST.pictures);
  sentences.push(
    `The study measured on ${STUDY_TEST.pictures} pictures: by their number alone its 82.35 % may be anything ` +
      `from ${percent(low, 0)} to ${percent(high, 0)}. Its pictures are not those measured here.`,
    'Photos of one person are alike. Where a dataset names no persons, the same face may be on both sides of a ' +
      'split, and every figure is then too kind.',
  );
  return html`<h2>What these figures do not say</h2>
    <ul>
      ${sentences.map((one) => html`<li>${one}</li>`)}
    </ul>`;
}
