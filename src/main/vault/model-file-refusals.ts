import { LESION_TYPES } from '../../shared/clinical/lesion';
import { MaculeError, type FailureKind } from '../../shared/errors';

const refusal = (kind: FailureKind, file: string, message: string, advice: string): MaculeError =>
  new MaculeError({ kind, message, file, advice, retryable: false });

export const noModelFile = (name: string): MaculeError =>
  refusal(
    'unreadable-file',
    name,
    `“${name}” is no model file of Macule.`,
    'Choose a file that ends in .macule-model.',
  );

export const newerFormat = (name: string): MaculeError =>
  refusal(
    'unsupported-format',
    name,
    `“${name}” was written by a newer version of Macule.`,
    'Update Macule, then import the model again.',
  );

export const changed = (name: string): MaculeError =>
  refusal(
    'unreadable-file',
    name,
    `“${name}” is not as it was signed: it was changed, or damaged on its way. Nothing was imported.`,
    'Ask for the file again, and compare the signer’s fingerprint.',
  );

export const otherTypes = (name: string, types: readonly string[]): MaculeError =>
  refusal(
    'invalid-input',
    name,
    `The model in “${name}” tells other lesion types apart (${types.join(', ')}) than this record holds (${LESION_TYPES.join(', ')}).`,
    'Only a model for the same lesion types can be used here.',
  );

export const incomplete = (name: string): MaculeError =>
  refusal(
    'unreadable-file',
    name,
    `“${name}” is signed, but holds no complete model: its weights and what it says of itself do not belong together.`,
    'Ask the signer to export it again.',
  );

export const tooLarge = (name: string): MaculeError =>
  refusal(
    'invalid-input',
    name,
    `“${name}” is far too large for a model.`,
    'Choose a file that ends in .macule-model.',
  );

export function fail(error: MaculeError): never {
  throw error;
}
