/** The networks of the seed study that come with weights from ImageNet. */
export const BACKBONE_IDS = ['vgg19', 'resnet50', 'efficientnet-b3'] as const;
export type BackboneId = (typeof BACKBONE_IDS)[number];

/** Where a backbone's published weights are, and how to know them. */
export interface PublishedWeights {
  readonly id: BackboneId;
  readonly title: string;
  /** File name at the place of publication. */
  readonly file: string;
  readonly url: string;
  /** As Keras's own source names it (`file_hash`); MD5 is all that is published. */
  readonly md5: string;
  readonly bytes: number;
  /** Numbers that the network holds without its classifier. */
  readonly parameters: number;
  readonly licence: string;
  readonly reference: string;
}

const KERAS_STORE = 'https://storage.googleapis.com';

/**
 * The files that Keras Applications 3 fetches for `include_top=False`. MD5 sums and addresses are those of its
 * source (`keras/src/applications/{vgg19,resnet,efficientnet}.py`), sizes those that its download reports.
 */
export const PUBLISHED_WEIGHTS: Readonly<Record<BackboneId, PublishedWeights>> = {
  vgg19: {
    id: 'vgg19',
    title: 'VGG19',
    file: 'vgg19_weights_tf_dim_ordering_tf_kernels_notop.h5',
    url: `${KERAS_STORE}/tensorflow/keras-applications/vgg19/vgg19_weights_tf_dim_ordering_tf_kernels_notop.h5`,
    md5: '253f8cb515780f3b799900260a226db6',
    bytes: 80_134_624,
    parameters: 20_024_384,
    licence: 'CC BY 4.0 (Visual Geometry Group, University of Oxford)',
    reference: 'Simonyan & Zisserman, Very Deep Convolutional Networks, ICLR 2015',
  },
  resnet50: {
    id: 'resnet50',
    title: 'ResNet50',
    file: 'resnet50_weights_tf_dim_ordering_tf_kernels_notop.h5',
    url: `${KERAS_STORE}/tensorflow/keras-applications/resnet/resnet50_weights_tf_dim_ordering_tf_kernels_notop.h5`,
    md5: '4d473c1dd8becc155b73f8504c6f6626',
    bytes: 94_765_736,
    parameters: 23_587_712,
    licence: 'MIT (Kaiming He)',
    reference: 'He et al., Deep Residual Learning for Image Recognition, CVPR 2016',
  },
  'efficientnet-b3': {
    id: 'efficientnet-b3',
    title: 'EfficientNetB3',
    file: 'efficientnetb3_notop.h5',
    url: `${KERAS_STORE}/keras-applications/efficientnetb3_notop.h5`,
    md5: 'af6d107764bb5b1abb91932881670226',
    bytes: 43_941_136,
    parameters: 10_783_535,
    licence: 'Apache 2.0 (Google)',
    reference: 'Tan & Le, EfficientNet: Rethinking Model Scaling, ICML 2019',
  },
};
