import { add, concat, image, maxPool, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core';
import type { ForwardContext } from '../nn/forward-context';
import { convolution, convolutionBlock } from '../nn/layers';

/** Depth and width multiples of the YOLOv8 family. */
export interface YoloScale {
  readonly depth: number;
  readonly width: number;
  readonly mostChannels: number;
}

export const YOLO_N: YoloScale = { depth: 1 / 3, width: 0.25, mostChannels: 1024 };
export const YOLO_S: YoloScale = { depth: 1 / 3, width: 0.5, mostChannels: 1024 };

/** Steps of the distribution over each box side, in units of the level's stride. */
export const SIDE_BINS = 16;
export const YOLO_STRIDES = [8, 16, 32] as const;

/** Raw outputs of one level: side distributions [N, h, w, 4 × 16] (left, top, right, bottom) and class logits. */
export interface YoloLevel {
  readonly sides: Tensor;
  readonly classes: Tensor;
}

/**
 * A network of YOLOv8's published architecture: C2f stages, fast spatial pyramid pooling, features merged
 * down and up again, and for each level decoupled heads for box sides and classes.
 * @param x [N, H, W, 3] in [0, 1], H and W multiples of 32.
 * @returns levels of stride 8, 16 and 32.
 */
export function yolov8(
  context: ForwardContext,
  x: Tensor,
  scale: YoloScale,
  classes: number,
): readonly YoloLevel[] {
  const channels = (full: number) => Math.ceil((Math.min(full, scale.mostChannels) * scale.width) / 8) * 8;
  const depth = (full: number) => Math.max(1, Math.round(full * scale.depth));
  const down = (name: string, input: Tensor, full: number) =>
    block(context, name, input, channels(full), 3, 2);
  const stage = (name: string, input: Tensor, full: number, repeats: number, shortcut: boolean) =>
    splitStage(context, name, input, channels(full), depth(repeats), shortcut);

  let features = down('stem', x, 64);
  features = stage('stage1', down('down1', features, 128), 128, 3, true);
  const fine = stage('stage2', down('down2', features, 256), 256, 6, true);
  const middle = stage('stage3', down('down3', fine, 512), 512, 6, true);
  const deep = stage('stage4', down('down4', middle, 1024), 1024, 3, true);
  const coarse = pyramidPool(context, 'pool', deep, channels(1024));

  const upMiddle = stage('up1', concat([enlarge(coarse), middle], 3), 512, 3, false);
  const upFine = stage('up2', concat([enlarge(upMiddle), fine], 3), 256, 3, false);
  const outMiddle = stage('out1', concat([down('merge1', upFine, 256), upMiddle], 3), 512, 3, false);
  const outCoarse = stage('out2', concat([down('merge2', outMiddle, 512), coarse], 3), 1024, 3, false);
  return [upFine, outMiddle, outCoarse].map((level, index) =>
    heads(context, `head${index}`, level, upFine.shape[3] ?? 0, classes, YOLO_STRIDES[index] ?? 8),
  );
}

const block = (
  context: ForwardContext,
  name: string,
  x: Tensor,
  filters: number,
  kernel: number,
  stride: 1 | 2 = 1,
) => convolutionBlock(context, name, x, { filters, kernel, stride, activation: 'silu' });

function enlarge(x: Tensor): Tensor {
  const [, height = 0, width = 0] = x.shape;
  return image.resizeNearestNeighbor(x as Tensor4D, [height * 2, width * 2]);
}

/** C2f: half the channels pass through a chain of bottlenecks, and every link of it is kept. */
export function splitStage(
  context: ForwardContext,
  name: string,
  x: Tensor,
  filters: number,
  repeats: number,
  shortcut: boolean,
): Tensor {
  const hidden = filters / 2;
  const parts = [block(context, `${name}/pass`, x, hidden, 1), block(context, `${name}/chain`, x, hidden, 1)];
  for (let index = 0; index < repeats; index += 1) {
    const last = parts[parts.length - 1] as Tensor;
    const inner = block(context, `${name}/${index}/first`, last, hidden, 3);
    const outer = block(context, `${name}/${index}/second`, inner, hidden, 3);
    parts.push(shortcut ? add(last, outer) : outer);
  }
  return block(context, `${name}/join`, concat(parts, 3), filters, 1);
}

/** SPPF: three 5 × 5 pools in a row see 5, 9 and 13 cells. */
export function pyramidPool(context: ForwardContext, name: string, x: Tensor, filters: number): Tensor {
  const parts = [block(context, `${name}/enter`, x, filters / 2, 1)];
  for (let pool = 0; pool < 3; pool += 1) parts.push(maxPool(parts[pool] as Tensor4D, 5, 1, 'same'));
  return block(context, `${name}/leave`, concat(parts, 3), filters, 1);
}

function heads(
  context: ForwardContext,
  name: string,
  x: Tensor,
  finestChannels: number,
  classes: number,
  stride: number,
): YoloLevel {
  const branch = (part: string, width: number, filters: number, bias: number) => {
    const hidden = block(
      context,
      `${name}/${part}/1`,
      block(context, `${name}/${part}/0`, x, width, 3),
      width,
      3,
    );
    const start = new Array<number>(filters).fill(bias);
    return convolution(context, `${name}/${part}/out`, hidden, { filters, kernel: 1 }, start);
  };
  const sideWidth = Math.max(16, Math.floor(finestChannels / 4), SIDE_BINS * 4);
  const classWidth = Math.max(finestChannels, Math.min(classes, 100));
  // About five objects in a 640 px picture: the prior that the published heads start from.
  const prior = Math.log(5 / classes / (640 / stride) ** 2);
  return {
    sides: branch('sides', sideWidth, 4 * SIDE_BINS, 1),
    classes: branch('classes', classWidth, classes, prior),
  };
}
