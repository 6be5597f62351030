import type { Graph } from '../graph/graph';
import type { OnnxAttribute, OnnxGraph, OnnxModel, OnnxNode, OnnxType, OnnxValue } from './model';
import { ModelProto } from './schema';

const IR_VERSION = 8;
const OPERATOR_SET = 18;

/** TensorProto.DataType: how files number element types. */
export const DATA_TYPES: Readonly<Record<OnnxType, number>> = {
  float32: 1,
  uint8: 2,
  int32: 6,
  int64: 7,
  bool: 9,
  float64: 11,
};

const valueInfo = ({ name, type, shape, doc }: OnnxValue) => ({
  name,
  type: {
    tensorType: {
      elemType: DATA_TYPES[type],
      shape: {
        dim: shape.map((size) => (typeof size === 'number' ? { dimValue: size } : { dimParam: size })),
      },
    },
  },
  ...(doc === undefined ? {} : { docString: doc }),
});

/** AttributeProto.AttributeType: FLOAT 1, INT 2, STRING 3, GRAPH 5, INTS 7. */
function attribute(name: string, value: OnnxAttribute) {
  if (typeof value === 'number') return { name, i: value, type: 2 };
  if (typeof value === 'string') return { name, s: new Uint8Array(Array.from(value, ascii)), type: 3 };
  if ('float' in value) return { name, f: value.float, type: 1 };
  if ('graph' in value) return { name, g: graphMessage(value.graph), type: 5 };
  return { name, ints: value, type: 7 };
}

const ascii = (character: string): number => character.charCodeAt(0);

const node = ({ op, inputs, outputs, attributes }: OnnxNode) => ({
  name: outputs[0],
  opType: op,
  input: inputs,
  output: outputs,
  attribute: Object.entries(attributes).map(([name, value]) => attribute(name, value)),
});

const graphMessage = ({ name, nodes, constants, inputs, outputs }: OnnxGraph): object => ({
  name,
  node: nodes.map(node),
  initializer: constants.map((constant) => ({
    name: constant.name,
    dims: constant.shape,
    dataType: DATA_TYPES[constant.type],
    rawData: new Uint8Array(constant.values.buffer, constant.values.byteOffset, constant.values.byteLength),
  })),
  input: inputs.map(valueInfo),
  output: outputs.map(valueInfo),
});

/** Writes an ONNX file (operator set 18). */
export function encodeModel({ graph, metadata = {}, doc, version }: OnnxModel): Uint8Array {
  const message = {
    irVersion: IR_VERSION,
    producerName: 'macule',
    ...(version === undefined ? {} : { producerVersion: version }),
    ...(doc === undefined ? {} : { docString: doc }),
    opsetImport: [{ domain: '', version: OPERATOR_SET }],
    metadataProps: Object.entries(metadata).map(([key, value]) => ({ key, value })),
    graph: graphMessage(graph),
  };
  return ModelProto.encode(ModelProto.create(message)).finish();
}

/** Writes a recorded graph as an ONNX file. `metadata` becomes the file's metadata properties. */
export const encodeOnnx = (graph: Graph, metadata: Readonly<Record<string, string>> = {}): Uint8Array =>
  encodeModel({ graph: onnxGraph(graph), metadata });

/** A recorded graph in the form in which files are written. */
export const onnxGraph = (graph: Graph): OnnxGraph => ({
  name: 'recorded',
  nodes: graph.nodes.map(({ op, inputs, outputs, attributes }) => ({
    op,
    inputs,
    outputs: outputs.map(({ name }) => name),
    attributes,
  })),
  constants: [...graph.constants.values()],
  inputs: graph.inputs,
  outputs: graph.outputs,
});
