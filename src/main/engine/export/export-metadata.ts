import { LESION_TYPES } from '../../../shared/clinical/lesion';
import type { LesionDetectorDescription } from '../io/model-description';
import { contractLine, INPUTS, OUTPUTS } from './contract';

export const INTENDED_USE = 'Research and evaluation; not a diagnosis.';

export interface ExportOptions {
  /** Version of Macule. */
  readonly version: string;
  /** ISO 8601. */
  readonly exportedAt: string;
  /** The model card, Markdown, where there is one. */
  readonly card?: string;
}

/** What an exported file says about itself, as ONNX metadata properties. */
export function exportMetadata(
  description: LesionDetectorDescription,
  { version, exportedAt, card }: ExportOptions,
): Readonly<Record<string, string>> {
  const { id, title, task, threshold, longSide, scales, weightsSha256, trainedAt, training } = description;
  return {
    'macule.version': version,
    'macule.model': id,
    'macule.title': title,
    'macule.task': task,
    'macule.types': JSON.stringify(LESION_TYPES),
    'macule.threshold': String(threshold),
    'macule.long_side': String(longSide),
    ...(scales === undefined
      ? {}
      : { 'macule.scales': `this file looks at the photo once; the app joins ${scales.join(', ')}` }),
    'macule.weights_sha256': weightsSha256,
    'macule.trained_at': trainedAt,
    'macule.exported_at': exportedAt,
    'macule.training': JSON.stringify(training),
    'macule.license':
      'The weights are a work derived from the photographs they were trained on: the terms of those data sets hold for them too. The sources stand in macule.card and macule.training.',
    'macule.intended_use': INTENDED_USE,
    ...(card === undefined ? {} : { 'macule.card': card }),
    'macule.inputs': INPUTS.map(contractLine).join('\n'),
    'macule.outputs': OUTPUTS.map(contractLine).join('\n'),
  };
}
