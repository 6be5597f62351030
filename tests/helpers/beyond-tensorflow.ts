/**
 * Cases that TensorFlow's own library cannot run or answers with another type, by a part of their name. They
 * are compared with tfjs-cpu only.
 */
const BEYOND: readonly (readonly [part: RegExp, reason: string])[] = [
  [/^bitwise and$/, 'its binding lacks the kernel'],
  [/^floorDiv$/, 'it gives real numbers where TensorFlow.js gives whole ones'],
  [/^whole numbers divided by zero$/, 'it fails where TensorFlow.js gives zero'],
  [/^depthwise dilation/, 'its processor kernel has no dilations'],
  [/^average pool .*, \d (floor|ceil) of/, 'its binding pads average pools by no given number'],
  [
    /^gradient of average pool \[3,1]/,
    'its depthwise kernel, which the reference uses, has equal strides only',
  ],
  [/^special values: prelu/, 'it multiplies infinity by the zero that is left of it'],
  [/^special values: first largest/, 'it passes over what is no number'],
  [/^sums by segment, rows of none/, 'it fails where TensorFlow.js leaves rows out'],
];

/** Whether TensorFlow's own library can be the reference of a case. */
export const runsOnTensorflow = (name: string): boolean => !BEYOND.some(([part]) => part.test(name));
