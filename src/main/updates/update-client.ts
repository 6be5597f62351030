import { CancellationToken, type AppUpdater, type UpdateInfo } from 'electron-updater';
import { MaculeError } from '../../shared/errors';
import { updateFailure } from './update-failures';

/** A version that is newer than this one. */
export interface NewVersion {
  readonly version: string;
  /** What is new in it, Markdown; empty where nothing is told. */
  readonly notes: string;
}

/**
 * Looks for new versions and downloads them, each when it is told to. What was downloaded is installed when the app
 * quits. Releases are staged: a server may offer a version to a share of the computers first, and each computer decides
 * for itself, by a random number that stays on it.
 */
export class UpdateClient {
  constructor(private readonly updater: AppUpdater) {
    updater.autoDownload = false;
    updater.autoInstallOnAppQuit = true;
    updater.allowDowngrade = false;
    updater.allowPrerelease = false;
    updater.disableWebInstaller = true;
    updater.logger = null;
    // The number for staging would tell one computer from another: the server gets none.
    updater.requestHeaders = { 'x-user-staging-id': 'none' };
    // Whoever asked is told by the promise.
    updater.on('error', () => undefined);
  }

  /**
   * Asks the server. Nothing is downloaded.
   * @returns null where this is the newest version that this computer is offered.
   * @throws MaculeError `network`.
   */
  async look(): Promise<NewVersion | null> {
    const found = await this.updater.checkForUpdates().catch((thrown: unknown) => {
      throw updateFailure(thrown);
    });
    if (!found?.isUpdateAvailable) return null;
    return { version: found.updateInfo.version, notes: notesOf(found.updateInfo) };
  }

  /**
   * Downloads and verifies the version that was found last.
   * @param onProgress share that is there, 0–1.
   * @throws MaculeError `network`, `no-space`, `cancelled`; then nothing will be installed.
   */
  async download(onProgress: (share: number) => void, signal?: AbortSignal): Promise<void> {
    const token = new CancellationToken();
    const cancel = (): void => token.cancel();
    const report = ({ percent }: { readonly percent: number }): void => onProgress(percent / 100);
    if (signal?.aborted) throw cancelled();
    signal?.addEventListener('abort', cancel, { once: true });
    this.updater.on('download-progress', report);
    try {
      await this.updater.downloadUpdate(token);
    } catch (thrown) {
      throw signal?.aborted ? cancelled() : updateFailure(thrown);
    } finally {
      this.updater.off('download-progress', report);
      signal?.removeEventListener('abort', cancel);
    }
  }
}

function notesOf({ releaseNotes }: UpdateInfo): string {
  if (typeof releaseNotes === 'string') return releaseNotes;
  return (releaseNotes ?? [])
    .map(({ version, note }) => [version, note].filter(Boolean).join('\n'))
    .join('\n\n');
}

const cancelled = (): MaculeError =>
  new MaculeError({
    kind: 'cancelled',
    message: 'The download of the update was cancelled. Nothing was installed.',
    retryable: true,
  });
