import type { Box } from '../../shared/geometry/box';

export const SPLITS = ['train', 'valid', 'test'] as const;
export type Split = (typeof SPLITS)[number];

export const LABEL_FORMATS = ['seed', 'yolo', 'coco', 'voc', 'csv'] as const;
export type LabelFormat = (typeof LABEL_FORMATS)[number];

/** What datasets are read from: the formats that are written too, and folders of single lesions. */
export type DatasetFormat = LabelFormat | 'crops';

/** One lesion (or look-alike) that a person marked, in pixels of the upright photo. */
export interface DatasetLabel {
  /** The dataset's own word; {@link labelMeaning} says what it stands for. */
  readonly label: string;
  readonly box: Box;
  /** Where the annotator drew a circle, its centre and radius in pixels. */
  readonly circle?: { readonly x: number; readonly y: number; readonly radius: number };
}

/** A picture with everything that was marked on it; no labels means that nothing was found on it. */
export interface LabelledPhoto {
  /** Absolute path. */
  readonly file: string;
  readonly fileName: string;
  readonly split: Split;
  /** Leakage key: photos that share it show the same original picture and belong to one split. */
  readonly stem: string;
  /** Pixels of the upright photo; null where the labels don't state them. */
  readonly width: number | null;
  readonly height: number | null;
  readonly labels: readonly DatasetLabel[];
  /**
   * Classes that are somewhere on the photo, where its labels say only that (a multi-label CSV). Such a photo
   * has no `labels`, which does not mean clear skin.
   */
  readonly presence?: readonly string[];
  /**
   * The dataset's word for the one lesion that the picture shows close up, where it is no photo of a face. Such a
   * picture has no `labels` either.
   */
  readonly crop?: string;
}

/** Something in the label files that was skipped, and where it stands. */
export interface DatasetProblem {
  /** Absolute path of the label file or folder. */
  readonly file: string;
  /** Counted from 1; absent where the format has no lines. */
  readonly line?: number;
  readonly message: string;
}

/** What one label file, or one folder of label files, yields. */
export interface LabelReading {
  /** Every class that the labels name, used or not, in the order of their list. */
  readonly classes: readonly string[];
  readonly photos: readonly LabelledPhoto[];
  readonly problems: readonly DatasetProblem[];
  /** Content that was read otherwise than it stands (a box cut to its photo) or is not kept. */
  readonly notes: readonly DatasetProblem[];
}

export interface Dataset extends LabelReading {
  readonly name: string;
  /** Those its labels were found in; usually one. */
  readonly formats: readonly DatasetFormat[];
}
