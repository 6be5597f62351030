import type { LabelledPhoto, Split } from '../dataset';
import type { PixelSize } from '../label-box';

/** A photo on its way into a new dataset. */
export interface OutgoingPhoto {
  readonly photo: LabelledPhoto;
  /** File name in the new dataset, unique in its split even without its ending. */
  readonly name: string;
  /** How label files name the picture: `name`, or the way to it where it stays in its place. */
  readonly reference: string;
  /** Pixels of the upright photo; null where its header can't be read. */
  readonly size: PixelSize | null;
}

export interface OutgoingDataset {
  readonly classes: readonly string[];
  /** The splits that have photos. */
  readonly splits: ReadonlyMap<Split, readonly OutgoingPhoto[]>;
}

export interface TextFile {
  /** From the dataset's folder, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** How one format lays out a dataset. */
export interface FormatWriter {
  /** Folders from the dataset's folder, with forward slashes. */
  pictureFolder(split: Split): string;
  labelFolder(split: Split): string;
  /** Whether label files can name pictures that lie elsewhere. */
  readonly refersAnywhere: boolean;
  textFiles(dataset: OutgoingDataset): readonly TextFile[];
}

/** A coordinate of the shared grid as plain decimals, never as a power of ten. */
export const pixelText = (pixels: number): string => plainDecimals(pixels, 9);

/** Fifteen places: fine enough to find the grid point again on a photo of any size. */
export const fractionText = (fraction: number): string => plainDecimals(fraction, 15);

const plainDecimals = (value: number, places: number): string => {
  const text = value.toFixed(places).replace(/\.?0+$/, '');
  return text === '-0' ? '0' : text;
};
