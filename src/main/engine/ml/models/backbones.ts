import type { BackboneId } from '../../../../shared/backbones/catalogue';
import type { Backbone } from './backbone';
import { efficientnetB3 } from './efficientnet-b3';
import { resnet50 } from './resnet50';
import { vgg19 } from './vgg19';

export const BACKBONES: Readonly<Record<BackboneId, Backbone>> = {
  vgg19,
  resnet50,
  'efficientnet-b3': efficientnetB3,
};
