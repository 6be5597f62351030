const VOLUMES = 'photographs are flat; nothing here has a third dimension to convolve';
const COMPLEX = 'no complex numbers: nothing here is transformed to frequencies';
const INTERNAL = 'no public function or gradient calls it';
const SEGMENTS = 'sums of sparse lists; unsortedSegmentSum and gather do what is needed';
const AUGMENTS = 'pictures are turned and distorted while they are loaded, not in a graph';
const COUNTS = 'figures are counted after the network has run, not in a graph';

/** Kernels that the recorder leaves out although a graph could hold them, with the reason. */
export const unneededKernels: Readonly<Record<string, string>> = {
  AvgPool3D: VOLUMES,
  AvgPool3DGrad: VOLUMES,
  Bincount: COUNTS,
  BroadcastArgs: 'shapes are known while recording; nobody has to compute them',
  BroadcastTo: INTERNAL,
  Complex: COMPLEX,
  ComplexAbs: COMPLEX,
  Conv3D: VOLUMES,
  Conv3DBackpropFilterV2: VOLUMES,
  Conv3DBackpropInputV2: VOLUMES,
  DenseBincount: COUNTS,
  Diag: 'no loss or layer builds diagonal matrices',
  Dilation2D: 'no morphology in any network',
  Dilation2DBackpropFilter: 'no morphology in any network',
  Dilation2DBackpropInput: 'no morphology in any network',
  FFT: COMPLEX,
  IFFT: COMPLEX,
  Imag: COMPLEX,
  LRN: 'local response normalisation gave way to batch normalisation',
  LRNGrad: 'local response normalisation gave way to batch normalisation',
  LogSoftmax: INTERNAL,
  LogicalXor: INTERNAL,
  LowerBound: INTERNAL,
  MatrixBandPart: INTERNAL,
  MaxPool3D: VOLUMES,
  MaxPool3DGrad: VOLUMES,
  MaxPoolWithArgmax: 'for networks that put pooled values back; none here does',
  Pool: INTERNAL,
  Real: COMPLEX,
  RotateWithOffset: AUGMENTS,
  SearchSorted: COUNTS,
  SparseSegmentMean: SEGMENTS,
  SparseSegmentSum: SEGMENTS,
  Transform: AUGMENTS,
  UpperBound: INTERNAL,
};
