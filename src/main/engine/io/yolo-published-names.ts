/** Where the published weights of YOLOv8 keep one of our parameters. */
export interface PublishedArray {
  readonly name: string;
  /** Which half of its outputs, where one of their convolutions is two of ours. */
  readonly half?: 'first' | 'second';
}

/** Places of the layers in the published list; merges and enlargements have places of their own. */
const LAYERS: Readonly<Record<string, number>> = {
  stem: 0,
  down1: 1,
  stage1: 2,
  down2: 3,
  stage2: 4,
  down3: 5,
  stage3: 6,
  down4: 7,
  stage4: 8,
  pool: 9,
  up1: 12,
  up2: 15,
  merge1: 16,
  out1: 18,
  merge2: 19,
  out2: 21,
};
const HEADS = 22;

/** Convolution blocks within a layer; the first convolution of a split stage gives the halves `pass` and `chain`. */
const BLOCKS: Readonly<Record<string, PublishedArray>> = {
  pass: { name: 'cv1', half: 'first' },
  chain: { name: 'cv1', half: 'second' },
  join: { name: 'cv2' },
  enter: { name: 'cv1' },
  leave: { name: 'cv2' },
};

const ARRAYS: Readonly<Record<string, string>> = {
  filter: 'conv.weight',
  scale: 'bn.weight',
  offset: 'bn.bias',
  mean: 'bn.running_mean',
  variance: 'bn.running_var',
};

/** The class logits of the finest level: as many outputs as the network has classes. */
export const PUBLISHED_CLASS_BIAS = `model.${HEADS}.cv3.0.2.bias`;

/** Arrays of the published weights that hold nothing learned: counters, and the steps of the side distributions. */
export const isPublishedConstant = (name: string): boolean =>
  name.endsWith('.num_batches_tracked') || name === `model.${HEADS}.dfl.conv.weight`;

/** Whether a parameter of ours belongs to the branches that tell classes apart. */
export const isClassParameter = (name: string): boolean => /^head\d\/classes\//.test(name);

/**
 * Where the published weights keep a parameter of `ml/models/yolov8`: names of the kind `model.2.m.0.cv1.conv.weight`.
 * @throws RangeError for a name that is none of its parameters'.
 */
export function publishedArray(parameter: string): PublishedArray {
  const parts = parameter.split('/');
  const kind = parts.pop() ?? '';
  const [layer = '', ...within] = parts;
  const head = /^head(\d)$/.exec(layer);
  if (head) {
    const [branch = '', place = ''] = within;
    const path = `model.${HEADS}.${branch === 'sides' ? 'cv2' : 'cv3'}.${head[1]}`;
    if (place === 'out') return { name: `${path}.2.${kind === 'filter' ? 'weight' : kind}` };
    return { name: `${path}.${place}.${arrayOf(kind, parameter)}` };
  }
  const index = LAYERS[layer];
  if (index === undefined) throw unknown(parameter);
  const [first = '', link] = within;
  const path = `model.${index}`;
  const array = arrayOf(kind, parameter);
  if (within.length === 0) return { name: `${path}.${array}` };
  if (link !== undefined) return { name: `${path}.m.${first}.${link === 'first' ? 'cv1' : 'cv2'}.${array}` };
  const block = BLOCKS[first];
  if (!block) throw unknown(parameter);
  return { ...block, name: `${path}.${block.name}.${array}` };
}

function arrayOf(kind: string, parameter: string): string {
  const array = ARRAYS[kind];
  if (array === undefined) throw unknown(parameter);
  return array;
}

const unknown = (parameter: string): RangeError =>
  new RangeError(`YOLOv8 has no parameter of the name ${parameter}.`);
