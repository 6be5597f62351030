import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { z } from 'zod';
import { MaculeError } from '../../../shared/errors';
import { halfPrecision } from './half-precision';
import type { GraphModel, GraphModelConstant, GraphModelNode } from '../ml/graph-model/graph-model';

const integers = z
  .object({ list: z.object({ i: z.array(z.coerce.number()).optional() }) })
  .transform(({ list }) => list.i ?? []);
const bytes = z.base64().transform((text) => Buffer.from(text, 'base64').toString('latin1'));

const nodeSchema = z.object({
  name: z.string(),
  op: z.string(),
  input: z.array(z.string()).default([]),
  attr: z
    .object({
      strides: integers.optional(),
      ksize: integers.optional(),
      padding: z.object({ s: bytes }).optional(),
      fused_ops: z.object({ list: z.object({ s: z.array(bytes).default([]) }) }).optional(),
    })
    .default({}),
});

const weightSchema = z.object({
  name: z.string(),
  shape: z.array(z.number().int()),
  dtype: z.enum(['float32', 'int32']),
  quantization: z.object({ dtype: z.literal('float16') }).optional(),
});

const modelSchema = z.object({
  modelTopology: z.object({ node: z.array(nodeSchema) }),
  weightsManifest: z.array(z.object({ weights: z.array(weightSchema) })).length(1),
});

/**
 * Reads a TensorFlow.js graph model: `name.json` with `name.bin` beside it.
 * @param file path of the JSON.
 * @throws MaculeError `model-unavailable` for a file that is missing or not such a model.
 */
export async function readGraphModel(file: string): Promise<GraphModel> {
  try {
    const [json, data] = await Promise.all([
      readFile(file, 'utf8'),
      readFile(file.replace(/\.json$/, '.bin')),
    ]);
    const { modelTopology, weightsManifest } = modelSchema.parse(JSON.parse(json));
    const nodes = modelTopology.node.map(({ name, op, input, attr }): GraphModelNode => ({
      ...{ name, op, strides: middle(attr.strides), window: middle(attr.ksize) },
      inputs: input.map((from) => from.replace(/:0$/, '')),
      padding: attr.padding?.s === 'VALID' ? 'valid' : 'same',
      fused: attr.fused_ops?.list.s ?? [],
    }));
    return { nodes: inOrder(nodes), constants: readConstants(weightsManifest[0]?.weights ?? [], data) };
  } catch (thrown) {
    throw new MaculeError(
      {
        kind: 'model-unavailable',
        message: `The network ${basename(file)} cannot be read.`,
        advice: 'Reinstall Macule.',
        retryable: false,
      },
      { cause: thrown },
    );
  }
}

/** Rows and columns of [1, rows, columns, 1]. */
const middle = (list: readonly number[] = []): readonly [number, number] => [list[1] ?? 1, list[2] ?? 1];

function readConstants(
  weights: readonly z.infer<typeof weightSchema>[],
  data: Buffer,
): ReadonlyMap<string, GraphModelConstant> {
  const constants = new Map<string, GraphModelConstant>();
  let offset = 0;
  for (const { name, shape, dtype, quantization } of weights) {
    const count = shape.reduce((product, side) => product * side, 1);
    const width = quantization ? 2 : 4;
    const end = offset + count * width;
    if (end > data.length) throw new RangeError(`${name} lies beyond the end of the weights.`);
    const view = new DataView(data.buffer, data.byteOffset + offset, count * width);
    const read = (index: number): number => {
      if (quantization) return halfPrecision(view.getUint16(index * 2, true));
      return dtype === 'int32' ? view.getInt32(index * 4, true) : view.getFloat32(index * 4, true);
    };
    const values = dtype === 'int32' ? new Int32Array(count) : new Float32Array(count);
    for (let index = 0; index < count; index += 1) values[index] = read(index);
    constants.set(name, { shape, values });
    offset = end;
  }
  if (offset !== data.length) throw new RangeError('The weights are longer than the model says.');
  return constants;
}

/** Operations after those they need: files list them in any order. */
function inOrder(nodes: readonly GraphModelNode[]): readonly GraphModelNode[] {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const done = new Set<string>();
  const ordered: GraphModelNode[] = [];
  const visit = (node: GraphModelNode): void => {
    if (done.has(node.name)) return;
    done.add(node.name);
    for (const name of node.inputs) {
      const before = byName.get(name);
      if (before) visit(before);
    }
    ordered.push(node);
  };
  for (const node of nodes) visit(node);
  return ordered;
}
