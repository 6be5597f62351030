import type { LabelFormat } from '../dataset';
import type { FormatWriter } from './outgoing';
import { cocoWriter } from './write-coco';
import { presenceWriter } from './write-presence';
import { seedWriter } from './write-seed';
import { vocWriter } from './write-voc';
import { yoloWriter } from './write-yolo';

export const WRITERS: Readonly<Record<LabelFormat, FormatWriter>> = {
  seed: seedWriter,
  yolo: yoloWriter,
  coco: cocoWriter,
  voc: vocWriter,
  csv: presenceWriter,
};
