import type { BackboneId } from '../../../shared/backbones/catalogue';
import type { TrainableModel } from '../../../shared/training/recipe';

/** What a model answers: which types are on a photo, or where each lesion is. */
export type ModelTask = 'presence' | 'detection';

/** A model in words for somebody who has never trained one. */
export interface ModelWords {
  readonly title: string;
  readonly task: ModelTask;
  /** What it is for, in one line. */
  readonly purpose: string;
  /** What it is and what it costs. */
  readonly description: string;
  /** The pre-trained network it stands on. */
  readonly backbone?: BackboneId;
}

/** In the order in which they are offered: what most will want first. */
export const MODELS: Readonly<Record<TrainableModel, ModelWords>> = {
  'lesion-detector': {
    title: 'Lesion detector',
    task: 'detection',
    purpose: 'The model behind Macule’s lesion maps, trained on your photos.',
    description:
      'Marks every lesion and names its type. Works at the photo’s own scale, so small comedones count. The one to choose for daily use.',
  },
  'lesion-detector-trial': {
    title: 'Lesion detector, trial',
    task: 'detection',
    purpose: 'A quick rehearsal: does training work with these photos?',
    description:
      'A tiny version of the lesion detector that is done in minutes. It finds problems with the data; its marks are not good enough to use.',
  },
  'lesion-detector-small': {
    title: 'Lesion detector, from nothing',
    task: 'detection',
    purpose: 'Owes nothing to other photos than yours.',
    description:
      'As the lesion detector, on a network that has never seen a picture. Needs more photos and time for the same quality.',
  },
  yolov8s: {
    title: 'YOLOv8-s',
    task: 'detection',
    purpose: 'The detector of the seed study.',
    description:
      'Like YOLOv8-n with twice as many filters: slower to train, usually more exact. The study’s second experiment.',
  },
  yolov8n: {
    title: 'YOLOv8-n',
    task: 'detection',
    purpose: 'A small general detector, to compare with.',
    description:
      'Reduces each photo to one square and marks the lesions on it. Faster than YOLOv8-s and a little less exact.',
  },
  efficientnetb3: {
    title: 'EfficientNetB3',
    task: 'presence',
    purpose: 'As VGG19, about eight times faster.',
    description: 'Answers yes or no for each type. Only the last layer learns. The lightest of the three.',
    backbone: 'efficientnet-b3',
  },
  resnet50: {
    title: 'ResNet50',
    task: 'presence',
    purpose: 'As VGG19, about five times faster.',
    description: 'Answers yes or no for each type. Only the last layer learns; needs the most disk space.',
    backbone: 'resnet50',
  },
  vgg19: {
    title: 'VGG19',
    task: 'presence',
    purpose: 'A large network that has seen a million everyday photos.',
    description:
      'Answers yes or no for each type. Its image understanding is fixed; only the last layer learns. The slowest of the three.',
    backbone: 'vgg19',
  },
  'seed-cnn': {
    title: 'Study network',
    task: 'presence',
    purpose: 'The study’s own small network: which types are on the photo?',
    description:
      'Answers yes or no for each of the four types, without saying where. Learns from nothing but your photos.',
  },
};

export const TASKS: readonly { readonly task: ModelTask; readonly title: string; readonly hint: string }[] = [
  {
    task: 'detection',
    title: 'Find every lesion',
    hint: 'Needs photos on which each lesion is marked with a box.',
  },
  {
    task: 'presence',
    title: 'Say which types are on a photo',
    hint: 'Enough if it is known which types a photo shows; boxes work too.',
  },
];
