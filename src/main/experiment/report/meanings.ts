import { html, type Html } from './html';

const MEANINGS: readonly (readonly [figure: string, meaning: string])[] = [
  [
    'loss (Experiment I)',
    'Binary cross-entropy, the mean over pictures and types, in nats. 0 is perfect; 0.693 is what answering 50 % to every question costs.',
  ],
  [
    'subset accuracy',
    'Share of pictures on which all four types are said rightly. The strictest reading of “accuracy” for several labels a picture.',
  ],
  [
    'arg max accuracy',
    'Share of pictures whose most probable type is the first one present. It makes little sense for several labels, but it is what Keras prints for four sigmoids compiled with metrics=["accuracy"], and so may be the study’s accuracy.',
  ],
  [
    'macro accuracy',
    'Share of single yes-or-no answers that are right. The kindest reading: never saying a type that is on a tenth of pictures is 90 % accurate.',
  ],
  [
    'F1, AUROC',
    'F1 joins precision and recall of “present”. AUROC is the chance that a picture with the type gets a higher probability than one without: 0.5 is guessing, whatever the threshold.',
  ],
  [
    'box, class and edge loss (Experiment II)',
    'Box loss: 7.5 × (1 − complete overlap, CIoU) of the boxes of cells that a lesion is assigned to. Class loss: 0.5 × binary cross-entropy over all cells. Edge loss: 1.5 × distribution focal loss. Each is divided by the sum of target scores, and loss is their sum. Comparable between epochs of one run, hardly between programs: the study’s sum has no third part. It calls box loss “the accuracy of finding the midpoint”, which it is not.',
  ],
  [
    'AP50, AP50-95',
    'Average precision, whatever the type, where a box counts that overlaps the labelled one by at least half (50), or averaged over overlaps from 0.5 to 0.95. mAP50 counts a lesion only under its right type: the mean of the four types’ AP50.',
  ],
  [
    'centre-hit recall and precision',
    'Share of lesions hit by the centre of a detection, and share of detections that hit a lesion, at the model’s threshold. For lesions of a few pixels this says more than overlap.',
  ],
  ['FROC', 'Recall by centre hits against false marks a photo, as the threshold falls.'],
  [
    'count error, bias',
    'Mean difference between detected and labelled lesions a photo, without and with its sign.',
  ],
];

/** What each figure means, in a sentence or two; docs/metrics.md has formulas and sources. */
export const meanings = (): Html => html`
  <h2>What the figures mean</h2>
  <dl>
    ${MEANINGS.map(
      ([figure, meaning]) =>
        html`<dt>${figure}</dt>
          <dd>${meaning}</dd>`,
    )}
  </dl>
`;
