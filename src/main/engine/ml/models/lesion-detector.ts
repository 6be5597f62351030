import { add, image, mul, relu, slice, sub, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core';
import { LESION_TYPES } from '../../../../shared/clinical/lesion';
import type { ForwardContext } from '../nn/forward-context';
import { convolution, convolutionBlock } from '../nn/layers';
import type { TrainedPart } from '../../../../shared/training/recipe';
import { efficientnetLite0, FROZEN_STAGES } from './efficientnet-lite0';

/** Pixels of the photo for each cell of the detector's output. */
export const OUTPUT_STRIDE = 4;
/** Tile sides must be a multiple of this: the coarsest level halves the picture five times. */
export const TILE_MULTIPLE = 32;
/** Side in pixels whose logarithm is the zero of the size outputs: the median lesion of the training sets. */
export const REFERENCE_SIDE = 14;

/** A backbone trained from scratch: channels of each level (stride 2, 4, 8, 16, 32) and of the merged features. */
export interface ResidualShape {
  readonly backbone: readonly [number, number, number, number, number];
  /** Residual blocks at stride 4, 8, 16 and 32. */
  readonly blocks: readonly [number, number, number, number];
  readonly merged: number;
}

/** A backbone that can start from weights trained on ImageNet, and the channels of the merged features. */
export interface PretrainedShape {
  readonly backbone: 'efficientnet-lite0';
  readonly merged: number;
  /** Residual blocks that refine the merged features at each level coarser than stride 4; 0 where it is not said. */
  readonly refinements?: number | undefined;
  /** Residual blocks that refine the merged features at stride 4; 0 where it is not said. */
  readonly fineRefinements?: number | undefined;
}

export type LesionDetectorShape = ResidualShape | PretrainedShape;

export const SMALL_DETECTOR: ResidualShape = {
  backbone: [16, 32, 64, 128, 128],
  blocks: [2, 2, 2, 1],
  merged: 48,
};

export const PRETRAINED_DETECTOR: PretrainedShape = {
  backbone: 'efficientnet-lite0',
  merged: 48,
  refinements: 4,
  fineRefinements: 2,
};

/** Raw outputs on the stride-4 grid, [N, H / 4, W / 4, …]. */
export interface LesionDetectorOutputs {
  /** Logit of "a lesion's centre lies in this cell". */
  readonly objectness: Tensor;
  /** [dx, dy, ln w, ln h]: centre offset from the cell's centre in cells; size over {@link REFERENCE_SIDE}. */
  readonly box: Tensor;
  /** Logits of the lesion types, in the order of `LESION_TYPES`. */
  readonly types: Tensor;
}

/** A prior of one cell in a hundred keeps the first steps from drowning in false alarms (Lin 2017). */
const OBJECTNESS_BIAS = -4.6;

/**
 * A small one-stage detector for lesions of about 14 px: a backbone, features of all
 * levels merged top-down to stride 4 (Lin 2017, feature pyramid), and one cell per lesion centre
 * (Zhou 2019, objects as points).
 * @param x [N, H, W, 3] in [0, 1], H and W multiples of {@link TILE_MULTIPLE}.
 * @param trained how much of it learns, while it is trained; a backbone that starts from nothing learns whole.
 */
export function lesionDetector(
  context: ForwardContext,
  x: Tensor,
  shape: LesionDetectorShape = SMALL_DETECTOR,
  trained: TrainedPart = 'all',
): LesionDetectorOutputs {
  const levels = isPretrained(shape)
    ? efficientnetLite0(context, x, FROZEN_STAGES[trained])
    : residualLevels(context, x, shape);
  const merged = mergeLevels(context, levels, shape);
  const fine = refine(context, 'refine0', merged, shape.merged, refinements(shape).fine);
  const shared = convolutionBlock(context, 'head/shared', fine, { filters: shape.merged, kernel: 3 });
  return heads(context, shared);
}

const isPretrained = (shape: LesionDetectorShape): shape is PretrainedShape =>
  shape.backbone === 'efficientnet-lite0';

/** Features at strides 4, 8, 16 and 32 (He 2016, residual networks). */
function residualLevels(
  context: ForwardContext,
  x: Tensor,
  { backbone: [stem, ...widths], blocks }: ResidualShape,
): readonly Tensor[] {
  let features = mul(sub(x, 0.5), 4);
  features = convolutionBlock(context, 'stem', features, { filters: stem, kernel: 3, stride: 2 });
  return widths.map((filters, level) => {
    features = convolutionBlock(context, `down${level}`, features, { filters, kernel: 3, stride: 2 });
    for (let block = 0; block < (blocks[level] ?? 0); block += 1) {
      features = residualBlock(context, `level${level}/block${block}`, features, filters);
    }
    return features;
  });
}

function residualBlock(context: ForwardContext, name: string, x: Tensor, filters: number): Tensor {
  const inner = convolutionBlock(context, `${name}/first`, x, { filters, kernel: 3 });
  return relu(
    add(x, convolutionBlock(context, `${name}/second`, inner, { filters, kernel: 3, activation: 'linear' })),
  );
}

/** Blocks that refine merged features: at each coarser level, and at stride 4. */
const refinements = (shape: LesionDetectorShape): { readonly coarse: number; readonly fine: number } =>
  isPretrained(shape)
    ? { coarse: shape.refinements ?? 0, fine: shape.fineRefinements ?? 0 }
    : { coarse: 0, fine: 0 };

/** From the coarsest level down: refine, enlarge twofold and add the next finer level, all at one width. */
function mergeLevels(context: ForwardContext, levels: readonly Tensor[], shape: LesionDetectorShape): Tensor {
  const filters = shape.merged;
  const lateral = levels.map((level, index) =>
    convolutionBlock(context, `lateral${index}`, level, { filters, kernel: 1, activation: 'linear' }),
  );
  const merged = lateral.reduceRight((coarse, fine, level) => {
    const [, height = 0, width = 0] = fine.shape;
    const refined = refine(context, `refine${level + 1}`, coarse, filters, refinements(shape).coarse);
    return add(image.resizeNearestNeighbor(refined as Tensor4D, [height, width]), fine);
  });
  return convolutionBlock(context, 'merged', relu(merged), { filters, kernel: 3 });
}

/**
 * Residual blocks that start as the identity: their last filters are 0, so a detector that learned without them
 * begins where it was.
 */
function refine(context: ForwardContext, name: string, x: Tensor, filters: number, blocks: number): Tensor {
  let features = x;
  for (let block = 0; block < blocks; block += 1) {
    const part = `${name}/block${block}`;
    const inner = convolutionBlock(context, `${part}/first`, relu(features), { filters, kernel: 3 });
    const zeros = new Array<number>(filters).fill(0);
    features = add(features, convolution(context, `${part}/second`, inner, { filters, kernel: 3 }, zeros, 0));
  }
  return features;
}

function heads(context: ForwardContext, features: Tensor): LesionDetectorOutputs {
  const types = LESION_TYPES.length;
  const bias = [OBJECTNESS_BIAS, 0, 0, 0, 0, ...new Array<number>(types).fill(0)];
  const joint = convolution(context, 'head/out', features, { filters: 5 + types, kernel: 1 }, bias);
  const part = (from: number, count: number): Tensor => {
    const [batch = 0, height = 0, width = 0] = joint.shape;
    return slice(joint, [0, 0, 0, from], [batch, height, width, count]);
  };
  return { objectness: part(0, 1), box: part(1, 4), types: part(5, types) };
}
