import type { TrainableModel } from '../training/recipe';

/** The seed study's systems as its experiments name them, and the small YOLOv8 beside the study's. */
export const EXPERIMENT_MODELS = [
  'cnn',
  'vgg19',
  'resnet50',
  'efficientnetb3',
  'yolov8s',
  'yolov8n',
] as const;
export type ExperimentModel = (typeof EXPERIMENT_MODELS)[number];

/** What the study ran. */
export const STUDY_MODELS: readonly ExperimentModel[] = EXPERIMENT_MODELS.slice(0, 5);

/** I: which types are on the picture. II: where each lesion is. */
export type ExperimentNumber = 'I' | 'II';

interface ModelOfStudy {
  readonly title: string;
  readonly experiment: ExperimentNumber;
  readonly trains: TrainableModel;
}

export const MODEL_OF: Readonly<Record<ExperimentModel, ModelOfStudy>> = {
  cnn: { title: 'CNN', experiment: 'I', trains: 'seed-cnn' },
  vgg19: { title: 'VGG19, frozen', experiment: 'I', trains: 'vgg19' },
  resnet50: { title: 'ResNet50, frozen', experiment: 'I', trains: 'resnet50' },
  efficientnetb3: { title: 'EfficientNetB3, frozen', experiment: 'I', trains: 'efficientnetb3' },
  yolov8s: { title: 'YOLOv8-s', experiment: 'II', trains: 'yolov8s' },
  yolov8n: { title: 'YOLOv8-n', experiment: 'II', trains: 'yolov8n' },
};
