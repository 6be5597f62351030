import protobuf from 'protobufjs/light.js';

const repeated = { rule: 'repeated' } as const;

/** The part of ONNX's public protobuf schema (onnx.proto3, IR version 8) that Macule writes. */
const descriptor = {
  nested: {
    OperatorSetIdProto: { fields: { domain: { id: 1, type: 'string' }, version: { id: 2, type: 'int64' } } },
    StringStringEntryProto: { fields: { key: { id: 1, type: 'string' }, value: { id: 2, type: 'string' } } },
    TensorProto: {
      fields: {
        dims: { id: 1, type: 'int64', ...repeated },
        dataType: { id: 2, type: 'int32' },
        name: { id: 8, type: 'string' },
        rawData: { id: 9, type: 'bytes' },
      },
    },
    AttributeProto: {
      fields: {
        name: { id: 1, type: 'string' },
        f: { id: 2, type: 'float' },
        i: { id: 3, type: 'int64' },
        s: { id: 4, type: 'bytes' },
        g: { id: 6, type: 'GraphProto' },
        floats: { id: 7, type: 'float', ...repeated },
        ints: { id: 8, type: 'int64', ...repeated },
        type: { id: 20, type: 'int32' },
      },
    },
    NodeProto: {
      fields: {
        input: { id: 1, type: 'string', ...repeated },
        output: { id: 2, type: 'string', ...repeated },
        name: { id: 3, type: 'string' },
        opType: { id: 4, type: 'string' },
        attribute: { id: 5, type: 'AttributeProto', ...repeated },
      },
    },
    Dimension: { fields: { dimValue: { id: 1, type: 'int64' }, dimParam: { id: 2, type: 'string' } } },
    TensorShapeProto: { fields: { dim: { id: 1, type: 'Dimension', ...repeated } } },
    TensorTypeProto: {
      fields: { elemType: { id: 1, type: 'int32' }, shape: { id: 2, type: 'TensorShapeProto' } },
    },
    TypeProto: { fields: { tensorType: { id: 1, type: 'TensorTypeProto' } } },
    ValueInfoProto: {
      fields: {
        name: { id: 1, type: 'string' },
        type: { id: 2, type: 'TypeProto' },
        docString: { id: 3, type: 'string' },
      },
    },
    GraphProto: {
      fields: {
        node: { id: 1, type: 'NodeProto', ...repeated },
        name: { id: 2, type: 'string' },
        initializer: { id: 5, type: 'TensorProto', ...repeated },
        input: { id: 11, type: 'ValueInfoProto', ...repeated },
        output: { id: 12, type: 'ValueInfoProto', ...repeated },
      },
    },
    ModelProto: {
      fields: {
        irVersion: { id: 1, type: 'int64' },
        producerName: { id: 2, type: 'string' },
        producerVersion: { id: 3, type: 'string' },
        docString: { id: 6, type: 'string' },
        graph: { id: 7, type: 'GraphProto' },
        opsetImport: { id: 8, type: 'OperatorSetIdProto', ...repeated },
        metadataProps: { id: 14, type: 'StringStringEntryProto', ...repeated },
      },
    },
  },
} as const;

export const ModelProto = protobuf.Root.fromJSON(descriptor).lookupType('ModelProto');
