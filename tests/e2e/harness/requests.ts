import type { Page } from 'playwright-core';
import type { PhotoDetail, PhotoSummary } from '../../../src/shared/photo/photo';

/** The gallery as the page's own client gets it, newest first. */
export const listPhotos = (page: Page): Promise<readonly PhotoSummary[]> =>
  page.evaluate(async () => {
    const result = await window.macule.request('photos:list', {});
    if (!result.ok) throw new Error(result.failure.message);
    return result.value;
  });

export const photoDetail = (page: Page, photoId: string): Promise<PhotoDetail> =>
  page.evaluate(async (id) => {
    const result = await window.macule.request('photos:detail', { photoId: id });
    if (!result.ok) throw new Error(result.failure.message);
    return result.value;
  }, photoId);
