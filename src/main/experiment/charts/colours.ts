import type { ExperimentModel } from '../../../shared/experiment/models';

/**
 * Lines of models: colours of Okabe & Ito that colour-blind eyes tell apart, with dashes for those who print in
 * grey.
 */
export const MODEL_LINES: Readonly<
  Record<ExperimentModel, { readonly colour: string; readonly dash?: string }>
> = {
  cnn: { colour: '#0072b2' },
  vgg19: { colour: '#d55e00', dash: '7 4' },
  resnet50: { colour: '#009e73', dash: '2 3' },
  efficientnetb3: { colour: '#cc79a7', dash: '9 3 2 3' },
  yolov8s: { colour: '#0072b2' },
  yolov8n: { colour: '#d55e00', dash: '7 4' },
};

/** Lines of one model. */
export const TRAINING_LINE = { colour: '#8a8f98', dash: '5 4' } as const;
export const VALIDATION_LINE = { colour: '#0072b2' } as const;

/** For further figures in one chart. */
export const FIGURE_LINES = [
  { colour: '#0072b2' },
  { colour: '#d55e00', dash: '7 4' },
  { colour: '#009e73', dash: '2 3' },
  { colour: '#cc79a7', dash: '9 3 2 3' },
] as const;
