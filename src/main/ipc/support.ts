import type { Handle } from './handle';

export interface SupportHandlers {
  readonly handle: Handle;
  readonly read: () => Promise<string>;
  /** Puts a text on the clipboard. */
  readonly copy: (text: string) => void;
}

/** Answers the requests for what support is told. */
export function handleSupport({ handle, read, copy }: SupportHandlers): void {
  let shown: string | null = null;
  handle('support:read', async () => {
    shown = await read();
    return { text: shown };
  });
  handle('support:copy', () => {
    if (shown !== null) copy(shown);
    return null;
  });
}
