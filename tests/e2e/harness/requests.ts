import type { Page } from 'playwright-core';
import type { RequestInput, RequestName, RequestOutput } from '../../../src/shared/ipc/contract';
import type { PhotoDetail, PhotoSummary } from '../../../src/shared/photo/photo';

/** What a page's own client is answered. */
export const ask = <N extends RequestName>(
  page: Page,
  name: N,
  input: RequestInput<N>,
): Promise<RequestOutput<N>> =>
  page.evaluate(
    async ([asked, given]) => {
      const result = await window.macule.request(asked as 'app:info', given as Record<string, never>);
      if (!result.ok) throw new Error(`${asked}: ${result.failure.message}`);
      return result.value;
    },
    [name, input] as const,
  ) as Promise<unknown> as Promise<RequestOutput<N>>;

/** The newest photos of the gallery as the page's own client gets them, newest first. */
export const listPhotos = (page: Page): Promise<readonly PhotoSummary[]> =>
  page.evaluate(async () => {
    const result = await window.macule.request('photos:page', { order: 'newest', offset: 0, limit: 500 });
    if (!result.ok) throw new Error(result.failure.message);
    return result.value.rows.flatMap((row) => (row.kind === 'photo' ? [row.photo] : []));
  });

export const photoDetail = (page: Page, photoId: string): Promise<PhotoDetail> =>
  page.evaluate(async (id) => {
    const result = await window.macule.request('photos:detail', { photoId: id });
    if (!result.ok) throw new Error(result.failure.message);
    return result.value;
  }, photoId);
