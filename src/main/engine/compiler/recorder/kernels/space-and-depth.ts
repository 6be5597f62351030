import { backend_util } from '@tensorflow/tfjs-core';
import { elementCount } from '../../graph/graph';
import type { KernelFamily } from '../kernel';
import { IMAGE_ORDER } from '../recorded';
import { pad, slice } from './arrangement';
import { reshapeRecorded, transposeRecorded } from './reshape';

export const spaceAndDepthKernels: KernelFamily = {
  DepthToSpace: (call) => {
    const x = call.input('x');
    const size = call.attribute<number>('blockSize');
    if (call.attribute<string>('dataFormat') !== 'NHWC') throw call.unsupported('the data format NCHW');
    const [batch = 0, height = 0, width = 0, channels = 0] = x.shape;
    const shape = [batch, height * size, width * size, channels / (size * size)];
    const attributes = { blocksize: size, mode: 'DCR' };
    const value = call.recording.valueIn(x, IMAGE_ORDER);
    return call.recording.apply('DepthToSpace', [value], attributes, x.type, shape, IMAGE_ORDER);
  },
  SpaceToBatchND: (call) => {
    const { recording } = call;
    const x = call.input('x');
    const block = call.attribute<number[]>('blockShape');
    const paddings = call.attribute<readonly (readonly [number, number])[]>('paddings');
    const rest = x.shape.slice(1 + block.length).map(() => [0, 0] as const);
    const padded = pad(recording, x, [[0, 0], ...paddings, ...rest], 0);
    const product = elementCount(block);
    const cut = backend_util.getReshaped([...padded.shape], block, product, false);
    const perm = backend_util.getPermuted(cut.length, block.length, false);
    const shape = backend_util.getReshapedPermuted([...padded.shape], block, product, false);
    const turned = transposeRecorded(recording, reshapeRecorded(recording, padded, cut), perm);
    return reshapeRecorded(recording, turned, shape);
  },
  BatchToSpaceND: (call) => {
    const { recording } = call;
    const x = call.input('x');
    const block = call.attribute<number[]>('blockShape');
    const crops = call.attribute<number[][]>('crops');
    const product = elementCount(block);
    const cut = backend_util.getReshaped([...x.shape], block, product);
    const perm = backend_util.getPermuted(cut.length, block.length);
    const joined = backend_util.getReshapedPermuted([...x.shape], block, product);
    const cropped = (axis: number) => crops[axis - 1] ?? [0, 0];
    const begin = joined.map((_, axis) => cropped(axis)[0] as number);
    const size = joined.map((length, axis) => length - cropped(axis).reduce((sum, cut) => sum + cut, 0));
    const turned = transposeRecorded(recording, reshapeRecorded(recording, x, cut), perm);
    return slice(recording, reshapeRecorded(recording, turned, joined), begin, size);
  },
};
