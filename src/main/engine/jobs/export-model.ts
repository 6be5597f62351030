import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MaculeError } from '../../../shared/errors';
import { exportDetector, type ExportOptions } from '../export/export-detector';
import type { LesionDetectorDescription } from '../io/model-description';
import { readDetectorFolder } from '../io/model-folder';

/** What a model folder says about itself to people. */
const CARD_FILE = 'CARD.md';

export interface ExportModelOptions extends Omit<ExportOptions, 'card'> {
  readonly signal: AbortSignal;
  /** Told before each step. */
  readonly onStep: (done: number, total: number) => void;
}

export interface ExportedModel {
  readonly description: LesionDetectorDescription;
  readonly bytes: Uint8Array;
}

/**
 * Reads a model folder and makes one ONNX file of it, model card and all.
 * @throws MaculeError `model-unavailable`, `cancelled`.
 */
export async function exportModel(
  folder: string,
  { signal, onStep, ...options }: ExportModelOptions,
): Promise<ExportedModel> {
  onStep(0, 2);
  const model = await readDetectorFolder(folder);
  // Models from a training run have no card yet.
  const card = await readFile(join(folder, CARD_FILE), 'utf8').catch(() => undefined);
  onStep(1, 2);
  await new Promise((resolve) => setImmediate(resolve));
  if (signal.aborted)
    throw new MaculeError({ kind: 'cancelled', message: 'The export was cancelled.', retryable: true });
  const bytes = exportDetector(model, { ...options, ...(card === undefined ? {} : { card }) });
  return { description: model.description, bytes };
}
