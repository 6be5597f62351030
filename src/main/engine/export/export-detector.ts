import { encodeModel } from '../compiler/onnx/encode';
import { OnnxWriter } from '../compiler/onnx/onnx-writer';
import { TILE_LIMITS } from '../detector/tiled-detector';
import type { LoadedDetector } from '../io/model-folder';
import { collectLesions } from './collect-lesions';
import { INPUTS, MIN_SCORE, OUTPUTS, PHOTO } from './contract';
import { exportMetadata, INTENDED_USE, type ExportOptions } from './export-metadata';
import { placeBoxes } from './place-boxes';
import { planTileGrid } from './plan-tiles';
import { recordNetwork } from './record-network';
import { reducePhoto } from './reduce-photo';
import { runTiles } from './run-tiles';
import { suppressLesions } from './suppress-lesions';

export type { ExportOptions } from './export-metadata';

/**
 * A detector as one ONNX file that needs nothing else: from the pixels of a photograph of any size to its
 * lesions, with the app's own scaling, tiles, peaks and suppression inside. It looks at the photo in its own size
 * alone: where the app joins several, scores differ a little, and the file says so.
 * @returns the file's bytes.
 */
export function exportDetector(model: LoadedDetector, options: ExportOptions): Uint8Array {
  const { description } = model;
  const writer = new OnnxWriter();
  writer.defaultValue(MIN_SCORE, description.threshold, 'float32');
  writer.stage('scale');
  const photo = reducePhoto(writer, PHOTO, description.longSide);
  writer.stage('tiles');
  const grid = planTileGrid(writer, photo, TILE_LIMITS);
  const peaks = runTiles(writer, photo, grid, recordNetwork(model));
  writer.stage('peaks');
  const lesions = collectLesions(writer, peaks, grid, MIN_SCORE);
  writer.stage('suppression');
  const kept = suppressLesions(writer, lesions);
  writer.stage('results');
  const results = [placeBoxes(writer, lesions, photo), lesions.score, lesions.types];
  for (const [index, { name }] of OUTPUTS.entries()) {
    writer.named(writer.op('Compress', [results[index] as string, kept], { axis: 0 }), name);
  }
  return encodeModel({
    graph: writer.finish(description.id, INPUTS, OUTPUTS),
    metadata: exportMetadata(description, options),
    doc: `${description.title}. ${INTENDED_USE}`,
    version: options.version,
  });
}
