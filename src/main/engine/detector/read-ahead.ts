import type { DecodeOptions } from '../../imaging/decode-picture';
import { loadPixels, type LoadedPhoto } from '../../imaging/load-pixels';

/**
 * Reads photos one ahead of the network: decoding keeps one processor core busy for a third of the time that the
 * network takes, and can be over before the network asks.
 */
export class ReadAhead {
  private ahead: { readonly key: string; readonly photo: Promise<LoadedPhoto> } | null = null;

  /** @param load replaces reading from disk, in tests. */
  constructor(private readonly load: typeof loadPixels = loadPixels) {}

  /**
   * @param next the file that is likely to be asked for next; its reading begins when this one's has ended.
   * @throws MaculeError as `loadPixels` does, for the very file asked for.
   */
  async read(file: string, options: DecodeOptions, next: string | null): Promise<LoadedPhoto> {
    const { signal, ...size } = options;
    const known = this.ahead?.key === keyOf(file, size) ? this.ahead.photo : null;
    this.ahead = null;
    const photo = await (known ?? this.load(file, options));
    if (next !== null && !signal?.aborted) {
      const started = this.load(next, size);
      // Whoever asks for that photo gets its failure; where nobody does, it is nobody's.
      started.catch(() => undefined);
      this.ahead = { key: keyOf(next, size), photo: started };
    }
    return photo;
  }
}

const keyOf = (file: string, { longSide, squareSide }: DecodeOptions): string =>
  `${longSide ?? ''} ${squareSide ?? ''} ${file}`;
