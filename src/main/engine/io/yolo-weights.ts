import { basename } from 'node:path';
import { MaculeError } from '../../../shared/errors';
import type { ParameterSpec } from '../ml/nn/parameter';
import { decodeForeignSafetensors } from './foreign-safetensors';
import type { NamedArray } from './safetensors';
import {
  isClassParameter,
  isPublishedConstant,
  PUBLISHED_CLASS_BIAS,
  publishedArray,
} from './yolo-published-names';

export interface ImportedYoloWeights {
  /** By our names, in our order. */
  readonly weights: ReadonlyMap<string, NamedArray>;
  /** Parameters that start afresh: those that tell classes apart, where the file knows other classes. */
  readonly fresh: readonly string[];
}

/** Zip archives and pickles, which PyTorch writes. Reading a pickle runs whatever code is in it. */
const PICKLES: readonly (readonly number[])[] = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x80, 0x02],
];

/** The published names, with or without the wrapper that some programs write round the network. */
const LAYER = /^(?:model\.)+(?=\d)/;

const CONVERSION =
  'Convert it once in Python, where PyTorch, ultralytics and safetensors are installed: from ultralytics import YOLO; from safetensors.torch import save_file; save_file({k: v.contiguous() for k, v in YOLO("yolov8n.pt").model.state_dict().items()}, "yolov8n.safetensors"). Then choose the .safetensors file.';

/**
 * Weights of YOLOv8 out of a safetensors file with the published names (model.0.conv.weight, model.0.bn.running_mean …),
 * at any precision.
 * @param bytes the whole file.
 * @param file its name, for messages.
 * @param parameters of the network that is to take them.
 * @returns null for a safetensors file with other names.
 * @throws MaculeError `unsupported-format` for a pickle and for weights of another size of network, naming what does not
 *   fit; `unreadable-file` for a damaged file.
 */
export function importYoloWeights(
  bytes: Uint8Array,
  file: string,
  parameters: readonly ParameterSpec[],
): ImportedYoloWeights | null {
  const name = basename(file);
  if (PICKLES.some((magic) => magic.every((byte, index) => bytes[index] === byte)))
    throw refusal(
      name,
      `“${name}” is a file of PyTorch's own format, which can hold programs beside weights: Macule does not open it.`,
      CONVERSION,
    );
  const stored = publishedArrays(bytes, name);
  if (stored === null) return null;
  const wantedClasses = parameters.find((spec) => spec.name === 'head0/classes/out/bias')?.shape[0];
  const otherClasses = stored.get(PUBLISHED_CLASS_BIAS)?.shape[0] !== wantedClasses;
  const problems: string[] = [];
  const used = new Set<string>();
  const fresh: string[] = [];
  const weights = new Map<string, NamedArray>();
  for (const spec of parameters) {
    const published = publishedArray(spec.name);
    used.add(published.name);
    const array = stored.get(published.name);
    const wanted = publishedShape(spec.shape, published.half);
    if (array?.shape.join() === wanted.join()) weights.set(spec.name, ourArray(array, published.half));
    else if (otherClasses && isClassParameter(spec.name)) fresh.push(spec.name);
    else problems.push(problem(published.name, array?.shape, wanted));
  }
  for (const other of stored.keys())
    if (!used.has(other) && !isPublishedConstant(other)) problems.push(`${other} has no place in it`);
  if (problems.length > 0) throw unfitting(name, problems);
  return { weights, fresh };
}

function publishedArrays(bytes: Uint8Array, file: string): ReadonlyMap<string, NamedArray> | null {
  try {
    const arrays = [...decodeForeignSafetensors(bytes)];
    if (!arrays.some(([name]) => LAYER.test(name))) return null;
    return new Map(arrays.map(([name, array]) => [name.replace(LAYER, 'model.'), array]));
  } catch (cause) {
    throw new MaculeError(
      {
        kind: 'unreadable-file',
        message: `“${file}” is damaged, or no safetensors file.`,
        file,
        advice: 'Fetch or convert it again.',
        retryable: false,
      },
      { cause },
    );
  }
}

/** The shape of the published array that a parameter of ours is, or is half of. */
function publishedShape(shape: readonly number[], half: 'first' | 'second' | undefined): readonly number[] {
  const outputs = (shape.at(-1) ?? 0) * (half ? 2 : 1);
  const [height = 1, width = 1, inputs = 1] = shape;
  return shape.length === 4 ? [outputs, inputs, height, width] : [outputs];
}

/** Half of the outputs where asked for, and filters from [out, in, height, width] to [height, width, in, out]. */
function ourArray({ shape, values }: NamedArray, half: 'first' | 'second' | undefined): NamedArray {
  const [all = 0, ...rest] = shape;
  const outputs = half ? all / 2 : all;
  const each = rest.reduce((product, size) => product * size, 1);
  const from = half === 'second' ? outputs * each : 0;
  const part = values.slice(from, from + outputs * each);
  if (rest.length !== 3) return { shape: [outputs, ...rest], values: part };
  const [inputs = 0, height = 0, width = 0] = rest;
  const moved = new Float32Array(part.length);
  for (let output = 0, at = 0; output < outputs; output += 1)
    for (let input = 0; input < inputs; input += 1)
      for (let cell = 0; cell < height * width; cell += 1, at += 1)
        moved[(cell * inputs + input) * outputs + output] = part[at]!;
  return { shape: [height, width, inputs, outputs], values: moved };
}

const problem = (name: string, found: readonly number[] | undefined, wanted: readonly number[]): string =>
  found ? `${name} is ${sides(found)} instead of ${sides(wanted)}` : `${name} is missing`;

const sides = (shape: readonly number[]): string => shape.join(' × ');

function unfitting(file: string, problems: readonly string[]): MaculeError {
  const more = problems.length > 1 ? ` and ${problems.length - 1} more` : '';
  return refusal(
    file,
    `The weights in “${file}” are not those of this network: ${problems[0]}${more}.`,
    'Choose weights of the same size of YOLOv8 (n for yolov8n, s for yolov8s), with their batch normalisation not merged into the convolutions.',
  );
}

const refusal = (file: string, message: string, advice: string): MaculeError =>
  new MaculeError({ kind: 'unsupported-format', message, file, advice, retryable: false });
