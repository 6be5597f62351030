/** The stages of EfficientNet-B0: kernel, blocks, output channels, expansion and the first block's stride (Tan & Le 2019, table 1). */
export const EFFICIENTNET_STAGES = [
  { kernel: 3, blocks: 1, filters: 16, expansion: 1, stride: 1 },
  { kernel: 3, blocks: 2, filters: 24, expansion: 6, stride: 2 },
  { kernel: 5, blocks: 2, filters: 40, expansion: 6, stride: 2 },
  { kernel: 3, blocks: 3, filters: 80, expansion: 6, stride: 2 },
  { kernel: 5, blocks: 3, filters: 112, expansion: 6, stride: 1 },
  { kernel: 5, blocks: 4, filters: 192, expansion: 6, stride: 2 },
  { kernel: 3, blocks: 1, filters: 320, expansion: 6, stride: 1 },
] as const;
