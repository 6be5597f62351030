import { LESION_TYPES } from '../../../shared/clinical/lesion';
import { compile } from '../compiler/compile';
import { encodeModel } from '../compiler/onnx/encode';
import type { OnnxValue } from '../compiler/onnx/model';
import { record } from '../compiler/record';
import { detectorForward } from '../detector/forward';
import { TILE_LIMITS } from '../detector/tiled-detector';
import type { LoadedModel } from '../io/model-folder';
import { TILE_MULTIPLE } from '../ml/models/lesion-detector';
import { collectLesions, type Lesions } from './collect-lesions';
import { cutTiles } from './cut-tiles';
import { exportMetadata } from './export-metadata';
import { freeSides } from './free-sides';
import { OnnxWriter } from './onnx-writer';
import { reducePhoto, type WorkingPhoto } from './reduce-photo';
import { suppressLesions } from './suppress-lesions';

const INPUTS: readonly OnnxValue[] = [
  {
    name: 'photo',
    type: 'uint8',
    shape: ['height', 'width', 3],
    doc: 'An upright photograph, sRGB, red, green and blue.',
  },
  {
    name: 'min_score',
    type: 'float32',
    shape: [],
    doc: 'Lesions below this score are left out, 0 to 1. May be omitted: the operating threshold.',
  },
];

const OUTPUTS: readonly OnnxValue[] = [
  {
    name: 'boxes',
    type: 'float32',
    shape: ['lesions', 4],
    doc: 'Left, top, width and height as fractions of the photograph; highest score first.',
  },
  { name: 'scores', type: 'float32', shape: ['lesions'], doc: 'How sure the detector is of each, 0 to 1.' },
  {
    name: 'type_probabilities',
    type: 'float32',
    shape: ['lesions', LESION_TYPES.length],
    doc: `Probability of each type: ${LESION_TYPES.join(', ')}.`,
  },
];

/**
 * A detector as one ONNX file that needs nothing else: from the pixels of a photograph of any size to its
 * lesions, with the app's own scaling, tiles, peaks and suppression inside.
 * @param version of Macule.
 * @returns the file's bytes.
 */
export function exportDetector(model: LoadedModel, version: string): Uint8Array {
  const writer = new OnnxWriter('');
  writer.defaultValue('min_score', model.description.threshold);
  const photo = reducePhoto(writer, 'photo', model.description.longSide);
  const tiles = cutTiles(writer, photo, TILE_LIMITS);
  const [peaks = ''] = writer.include(freeSides(recordNetwork(model)), { picture: tiles.pixels });
  const lesions = collectLesions(writer, peaks, tiles, 'min_score');
  const kept = suppressLesions(writer, lesions);
  const pick = (values: string) => writer.op('Compress', [values, kept], { axis: 0 });
  writer.named(pick(fractions(writer, lesions, photo)), 'boxes');
  writer.named(pick(lesions.score), 'scores');
  writer.named(pick(lesions.types), 'type_probabilities');
  return encodeModel({
    graph: writer.finish(model.description.id, INPUTS, OUTPUTS),
    metadata: exportMetadata(model.description, version),
    doc: `${model.description.title}. Research and evaluation only; not a diagnosis.`,
    version,
  });
}

/** The network at any one size: which one does not matter, its sides are freed afterwards. */
function recordNetwork(model: LoadedModel) {
  const side = 4 * TILE_MULTIPLE;
  return compile(
    record(({ input }) => {
      const picture = input({ name: 'picture', shape: [1, side, side, 3], layout: 'image' });
      return [{ name: 'peaks', tensor: detectorForward(model, picture) }];
    }),
  );
}

/** Boxes cut off at the photo's edges, as fractions of it: [n, 4]. */
function fractions(writer: OnnxWriter, lesions: Lesions, { height, width }: WorkingPhoto): string {
  const along = (centre: string, size: string, length: string) => {
    const limit = writer.op('Cast', [length], { to: 1 });
    const half = writer.op('Mul', [size, writer.float(0.5)]);
    const start = writer.op('Max', [writer.op('Sub', [centre, half]), writer.float(0)]);
    const end = writer.op('Min', [writer.op('Add', [centre, half]), limit]);
    const extent = writer.op('Sub', [end, start]);
    return [start, extent].map((value) => writer.op('Div', [value, limit]));
  };
  const [left, across] = along(lesions.centreX, lesions.width, width) as [string, string];
  const [top, down] = along(lesions.centreY, lesions.height, height) as [string, string];
  const columns = [left, top, across, down].map((value) =>
    writer.op('Unsqueeze', [value, writer.integers([1])]),
  );
  return writer.op('Concat', columns, { axis: 1 });
}
