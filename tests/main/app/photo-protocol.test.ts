import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { servePhotos } from '../../../src/main/app/photo-protocol';
import { findPhoto } from '../../../src/main/data/repositories/photos';
import { openPhotoStore } from '../../../src/main/data/photo-store';
import { photoUrl } from '../../../src/shared/photo/renditions';
import { newFileKeys } from '../../helpers/library-keys';
import { addPhoto, memoryDatabase, photoIdOf } from '../../helpers/memory-database';
import { withFolder } from '../../helpers/pictures';

it('serves the pictures of known photos, and says what is wrong with every other address', () =>
  withFolder(async (folder) => {
    const database = memoryDatabase();
    const store = await openPhotoStore(folder, newFileKeys());
    const { id } = addPhoto(database, 1);
    const unlisted = photoIdOf(2);
    for (const photo of [id, unlisted]) {
      const files = {
        full: Buffer.from('full'),
        screen: Buffer.from('screen'),
        thumbnail: Buffer.from('small'),
      };
      (await store.stage(photo, files)).publish();
    }
    let locked = false;
    const serve = servePhotos(
      (photoId) => (findPhoto(database, photoId) ? store : null),
      'app://macule',
      () => locked,
    );
    const ask = (address: string, init?: RequestInit) => serve(new Request(address, init));

    const response = await ask(photoUrl(id, 'thumbnail'));
    expect([response.status, await response.text()]).toEqual([200, 'small']);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-length': '5',
      'x-content-type-options': 'nosniff',
      'access-control-allow-origin': 'app://macule',
    });
    expect((await ask(photoUrl(unlisted, 'full'))).status).toBe(404);
    expect((await ask(`photo://${id}/original`)).status).toBe(400);
    expect((await ask(photoUrl(id, 'full'), { method: 'POST', body: 'x' })).status).toBe(405);
    locked = true;
    expect((await ask(photoUrl(id, 'full'))).status).toBe(423);
    locked = false;
    await rm(join(folder, id), { recursive: true });
    expect((await ask(photoUrl(id, 'full'))).status).toBe(404);
    database.close();
  }));
