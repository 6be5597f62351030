import { createHash } from 'node:crypto';

/** What a content policy calls the one `<style>` with this very content, so that it need not allow any other. */
export const styleSource = (style: string): string =>
  `'sha256-${createHash('sha256').update(style).digest('base64')}'`;
