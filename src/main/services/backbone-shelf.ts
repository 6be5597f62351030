import { MaculeError } from '../../shared/errors';
import type { BackboneId } from '../../shared/backbones/catalogue';
import type { ShownBackbone } from '../../shared/ipc/backbones';
import type { Backbones } from './backbones';

export interface BackboneShelfOptions {
  readonly backbones: Pick<Backbones, 'list' | 'fetch' | 'add'>;
  readonly onChange: () => void;
  readonly onProgress: (id: BackboneId, done: number, total: number) => void;
  /** Time between two tellings of a download, milliseconds. */
  readonly tellEveryMs?: number;
}

const TELL_EVERY_MS = 250;

interface Download {
  readonly abort: AbortController;
  done: number;
}

/** The pre-trained networks as windows see them: what is here, and the downloads under way. */
export class BackboneShelf {
  private readonly downloads = new Map<BackboneId, Download>();

  constructor(private readonly options: BackboneShelfOptions) {}

  /** @throws MaculeError as the engine client does. */
  async list(): Promise<ShownBackbone[]> {
    const listed = await this.options.backbones.list();
    return listed.map(({ published: { id, title, url, bytes, md5, licence, reference }, here }) => {
      const fetching = this.downloads.get(id)?.done ?? null;
      return { id, title, host: new URL(url).host, bytes, md5, licence, reference, here, fetching };
    });
  }

  /**
   * Downloads the published weights.
   * @throws MaculeError as {@link Backbones.fetch}; `invalid-input` where it is under way.
   */
  async fetch(id: BackboneId): Promise<void> {
    const { backbones, onChange, onProgress, tellEveryMs = TELL_EVERY_MS } = this.options;
    if (this.downloads.has(id)) throw underWay();
    const download: Download = { abort: new AbortController(), done: 0 };
    let timer: NodeJS.Timeout | null = null;
    this.downloads.set(id, download);
    onChange();
    try {
      await backbones.fetch(id, {
        signal: download.abort.signal,
        onProgress: (done, total) => {
          download.done = done;
          timer ??= setTimeout(() => {
            timer = null;
            onProgress(id, download.done, total);
          }, tellEveryMs);
        },
      });
    } finally {
      if (timer) clearTimeout(timer);
      this.downloads.delete(id);
      onChange();
    }
  }

  /** Stops a download; the next one goes on where it was. */
  cancel(id: BackboneId): void {
    this.downloads.get(id)?.abort.abort();
  }

  /** Stops every download, as when the app closes. */
  close(): void {
    for (const { abort } of this.downloads.values()) abort.abort();
  }

  /** Takes weights from a Keras file. @throws MaculeError as {@link Backbones.add}. */
  async add(id: BackboneId, file: string): Promise<void> {
    await this.options.backbones.add(file, id);
    this.options.onChange();
  }
}

const underWay = (): MaculeError =>
  new MaculeError({
    kind: 'invalid-input',
    message: 'This network is being fetched already.',
    retryable: false,
  });
