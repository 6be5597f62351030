import type { Attribute, ConstantValues, ElementType, Graph, GraphNode, GraphValue } from '../graph/graph';
import { ModelProto } from './schema';

const IR_VERSION = 8;
const OPERATOR_SET = 18;

/** TensorProto.DataType. */
const DATA_TYPES: Readonly<Record<ElementType, number>> = { float32: 1, int32: 6, int64: 7, bool: 9 };

const tensorType = ({ type, shape }: GraphValue) => ({
  tensorType: { elemType: DATA_TYPES[type], shape: { dim: shape.map((dimValue) => ({ dimValue })) } },
});

/** AttributeProto.AttributeType: FLOAT 1, INT 2, STRING 3, INTS 7. */
function attribute(name: string, value: Attribute) {
  if (typeof value === 'number') return { name, i: value, type: 2 };
  if (typeof value === 'string') return { name, s: new Uint8Array(Array.from(value, ascii)), type: 3 };
  if ('float' in value) return { name, f: value.float, type: 1 };
  return { name, ints: value, type: 7 };
}

const ascii = (character: string): number => character.charCodeAt(0);

const bytesOf = (values: ConstantValues): Uint8Array =>
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength);

const node = ({ op, inputs, outputs, attributes }: GraphNode) => ({
  name: outputs[0]?.name,
  opType: op,
  input: inputs,
  output: outputs.map(({ name }) => name),
  attribute: Object.entries(attributes).map(([name, value]) => attribute(name, value)),
});

/** Writes a graph as an ONNX file (operator set 18). `metadata` becomes the file's metadata properties. */
export function encodeOnnx(graph: Graph, metadata: Readonly<Record<string, string>> = {}): Uint8Array {
  const message = {
    irVersion: IR_VERSION,
    producerName: 'macule',
    opsetImport: [{ domain: '', version: OPERATOR_SET }],
    metadataProps: Object.entries(metadata).map(([key, value]) => ({ key, value })),
    graph: {
      name: 'recorded',
      node: graph.nodes.map(node),
      initializer: [...graph.constants.values()].map((constant) => ({
        name: constant.name,
        dims: constant.shape,
        dataType: DATA_TYPES[constant.type],
        rawData: bytesOf(constant.values),
      })),
      input: graph.inputs.map((value) => ({ name: value.name, type: tensorType(value) })),
      output: graph.outputs.map((value) => ({ name: value.name, type: tensorType(value) })),
    },
  };
  return ModelProto.encode(ModelProto.create(message)).finish();
}
