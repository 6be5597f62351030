import type { ExperimentModel } from './models';

/** What the study prints about one system, in its own words where they are numbers. */
export interface StudyFigures {
  /** As printed; null where the study prints none. */
  readonly accuracy: string | null;
  readonly loss: string | null;
  /** What has to be known to read them. */
  readonly note: string;
}

const UNSURE =
  'Table 2 gives 14.62 and 36.75 without telling, as far as its text goes, which of ResNet50 and ' +
  'EfficientNetB3 has which. No accuracy is given in the text.';

/** Table 2 of the study and its text; null for what it did not run. */
export const STUDY_FIGURES: Readonly<Record<ExperimentModel, StudyFigures | null>> = {
  cnn: {
    accuracy: '82.35 %',
    loss: '0.68 (0.63 with early stopping)',
    note:
      '82.35 % is 42 of the 51 test pictures: a share of pictures, so subset or arg max accuracy, unless 168 of ' +
      '204 single answers is meant. Answering 50 % to every question has a loss of 0.69.',
  },
  vgg19: { accuracy: null, loss: '2.15', note: 'The best loss among the frozen networks, by the text.' },
  resnet50: { accuracy: null, loss: '14.62 or 36.75', note: UNSURE },
  efficientnetb3: { accuracy: null, loss: '14.62 or 36.75', note: UNSURE },
  yolov8s: {
    accuracy: null,
    loss: '3.17 = box 2.50 + class 0.67',
    note: 'On which pictures, and after how many epochs, is not said; no precision, recall or AP is given.',
  },
  yolov8n: null,
};

/** Pictures that the study tested on, and those that it counts as right. */
export const STUDY_TEST = { pictures: 51, right: 42 } as const;
