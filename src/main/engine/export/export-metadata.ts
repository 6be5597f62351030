import { LESION_TYPES } from '../../../shared/clinical/lesion';
import type { ModelDescription } from '../io/model-folder';

/** What an exported file says about itself. */
export function exportMetadata(
  description: ModelDescription,
  version: string,
): Readonly<Record<string, string>> {
  const { id, title, threshold, longSide, weightsSha256, trainedAt, training } = description;
  return {
    'macule.model': id,
    'macule.title': title,
    'macule.version': version,
    'macule.task': description.task,
    'macule.threshold': String(threshold),
    'macule.longSide': String(longSide),
    'macule.types': JSON.stringify(LESION_TYPES),
    'macule.weightsSha256': weightsSha256,
    'macule.trainedAt': trainedAt,
    'macule.training': JSON.stringify(training),
    'macule.input': 'photo: uint8 [height, width, 3], upright, sRGB. min_score: optional float, 0 to 1.',
    'macule.output':
      'boxes: float [lesions, 4], left, top, width, height as fractions of the photo, highest score first; scores: float [lesions]; type_probabilities: float [lesions, 4].',
    'macule.intendedUse': 'Research and evaluation only; not a diagnosis.',
  };
}
