import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readLibraryFile, sealedLibraryFile } from '../../vault/library-files';
import { contentBytes } from '../../vault/sealed-file';
import { saveAtomically } from '../io/save-atomically';
import type { CompiledFunction } from '../runtime/compiled-function';
import type { BackboneInput } from './open-backbone';
import type { BackboneWeights } from './stored-backbone';

/** What features depend on besides the picture. */
export interface FeatureOrigin {
  readonly backbone: Pick<BackboneWeights, 'id' | 'md5'>;
  readonly height: number;
  readonly width: number;
  readonly input: BackboneInput;
}

/** The folder for features of one origin: other weights, sizes or preparations never meet. */
export const featureFolder = (
  cacheFolder: string,
  { backbone: { id, md5 }, height, width, input }: FeatureOrigin,
): string => join(cacheFolder, 'features', `${id}-${md5}-${height}x${width}-${input}`);

/**
 * Feature maps of a frozen backbone, computed once for each picture and kept on disk, a file each. Files
 * appear whole or not at all, so a run can be killed at any moment and goes on with what it has.
 */
export class FeatureCache {
  /**
   * @param folder that of {@link featureFolder}.
   * @param backbone for one picture at a time.
   */
  constructor(
    private readonly folder: string,
    private readonly backbone: Pick<CompiledFunction, 'shape' | 'run'>,
  ) {}

  /** Numbers in one picture's features. */
  get size(): number {
    return this.backbone.shape.reduce((product, length) => product * length, 1);
  }

  /** Room that the features of so many pictures take on disk, bytes. */
  bytesFor(pictures: number): number {
    return pictures * this.size * Float32Array.BYTES_PER_ELEMENT;
  }

  /**
   * Features of one picture, flattened in the order [h, w, channels].
   * @param key names the picture as it is prepared, such as the hash of its file: letters, digits, `-`, `_`.
   * @param planes reads the picture where its features have to be computed: [3, height, width] in 0–1.
   * @throws MaculeError `no-space` or `unreadable-file` where they cannot be kept, and whatever `planes` throws.
   */
  async features(key: string, planes: () => Promise<Float32Array>): Promise<Float32Array> {
    const kept = await this.read(key);
    if (kept) return kept;
    const features = (await this.backbone.run(await planes())).slice();
    const file = this.fileOf(key);
    await saveAtomically(file, sealedLibraryFile(file, new Uint8Array(features.buffer)));
    return features;
  }

  /** Features that were computed before; null where there are none. */
  async read(key: string): Promise<Float32Array | null> {
    const kept = await readLibraryFile(this.fileOf(key)).catch(() => null);
    // A file of another length is none of ours, or damaged.
    return kept?.byteLength === this.bytesFor(1) ? new Float32Array(new Uint8Array(kept).buffer) : null;
  }

  /** Whether {@link read} has something to read. */
  async has(key: string): Promise<boolean> {
    const size = await stat(this.fileOf(key)).then(
      (found) => found.size,
      () => null,
    );
    return size !== null && [size, contentBytes(size)].includes(this.bytesFor(1));
  }

  private fileOf(key: string): string {
    if (!/^[\w-]+$/.test(key)) throw new RangeError(`“${key}” cannot name a picture's features.`);
    return join(this.folder, `${key}.f32`);
  }
}
