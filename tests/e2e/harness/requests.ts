import type { Page } from 'playwright-core';
import type { PhotoDetail, PhotoSummary } from '../../../src/shared/photo/photo';

/** The newest photos of the gallery as the page's own client gets them, newest first. */
export const listPhotos = (page: Page): Promise<readonly PhotoSummary[]> =>
  page.evaluate(async () => {
    const result = await window.macule.request('photos:page', { offset: 0, limit: 500 });
    if (!result.ok) throw new Error(result.failure.message);
    return result.value.photos;
  });

export const photoDetail = (page: Page, photoId: string): Promise<PhotoDetail> =>
  page.evaluate(async (id) => {
    const result = await window.macule.request('photos:detail', { photoId: id });
    if (!result.ok) throw new Error(result.failure.message);
    return result.value;
  }, photoId);
