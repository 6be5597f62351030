/** What a photo file promises about itself. */
export interface Promised {
  readonly bytes: number;
  /** 0 until its header has been read. */
  readonly pixels: number;
}

/** What reading one photo may take before it is stopped. */
export interface ReaderLimits {
  /** How long the process may take to start, milliseconds: a busy computer is no fault of the photo's. */
  readonly start: number;
  /** Milliseconds. */
  readonly time: (promised: Promised) => number;
  /** Memory of the whole process, bytes. */
  readonly memory: (promised: Promised) => number;
  /** A process that holds more than this once a photo is done is replaced, bytes. */
  readonly memoryAfterwards: number;
  /** A process is replaced after so many photos. */
  readonly photos: number;
  /** A process that was not needed for so long is ended, milliseconds. */
  readonly idle: number;
}

/** No photo is worth more memory than this, bytes: 200 megapixels were seen to need 3.1 GB. */
const MOST_MEMORY = 4e9;

/**
 * Even dark, plain photographs hold a byte for 30 pixels or so. A file that promises more pixels than this for each of
 * its bytes is no photograph, and gets neither time nor memory for them.
 */
const PIXELS_A_BYTE = 50;

const believed = ({ bytes, pixels }: Promised): number => Math.min(pixels, bytes * PIXELS_A_BYTE);

/**
 * Measured with WebAssembly, which needs the most, on two busy cores: 12 megapixels 4.9 s and 0.46 GB, 50 megapixels
 * 20 s and 1.3 GB.
 */
export const READER_LIMITS: ReaderLimits = {
  start: 120_000,
  time: (promised) => 10_000 + promised.bytes / 5_000 + believed(promised) / 1_000,
  memory: (promised) => Math.min(MOST_MEMORY, 500e6 + 2 * promised.bytes + 30 * believed(promised)),
  memoryAfterwards: 1e9,
  photos: 200,
  idle: 30_000,
};

/** Labels of a whole training folder may be many; the person who waits for them can see that they are being read. */
export const INSPECTION_LIMITS: ReaderLimits = {
  ...READER_LIMITS,
  time: () => 600_000,
  memory: () => MOST_MEMORY,
};
