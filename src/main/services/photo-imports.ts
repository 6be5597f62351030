import type { ImportReport } from '../../shared/ipc/photos';
import type { PhotoSummary } from '../../shared/photo/photo';
import {
  importPhotos,
  type ImportDependencies,
  type ImportOptions,
  type ImportOutcome,
} from './import-photos';
import { inTurn } from './in-turn';

export interface PhotoImportsOptions {
  readonly dependencies: ImportDependencies;
  /** Summaries of those of the photos that are still in the gallery. */
  readonly summarize: (photoIds: readonly string[]) => PhotoSummary[];
  readonly onImported: (photoId: string) => void;
  readonly onProgress: NonNullable<ImportOptions['onProgress']>;
}

/** The imports of dialog, drop, menu and command line: one after the other, all cancelled together. */
export class PhotoImports {
  private readonly inTurn = inTurn();
  private abort = new AbortController();

  constructor(private readonly options: PhotoImportsOptions) {}

  /** Imports files and folders once earlier imports have ended. Never rejects over a photo. */
  import(paths: readonly string[]): Promise<ImportReport> {
    const { dependencies, onImported, onProgress } = this.options;
    const { signal } = this.abort;
    const outcome = this.inTurn(() => importPhotos(paths, dependencies, { signal, onProgress, onImported }));
    return outcome.then((done) => this.report(done));
  }

  /** Stops the running import and those behind it; photos that are in already stay. */
  cancel(): void {
    this.abort.abort();
    this.abort = new AbortController();
  }

  /** Resolves once nothing is being imported. */
  async idle(): Promise<void> {
    await this.inTurn(() => undefined);
  }

  private report({ imported, alreadyThere, refused }: ImportOutcome): ImportReport {
    const { summarize } = this.options;
    return {
      imported: summarize(imported),
      alreadyThere: summarize(alreadyThere),
      refused: [...refused],
    };
  }
}
