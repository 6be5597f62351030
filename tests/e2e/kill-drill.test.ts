import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openBySecret } from '../../src/main/data/open-by-secret';
import { verifyAuditTrail } from '../../src/main/data/repositories/audit-trail';
import { derivedKey } from '../../src/main/vault/library-key';
import { photoUrl } from '../../src/shared/photo/renditions';
import { seededRandom } from '../../src/shared/random';
import { importFiles } from './harness/import-files';
import { startMacule } from './harness/macule-app';
import { savePhantom } from './harness/phantom-files';
import { listPhotos } from './harness/requests';
import { createWorkFolder } from './harness/work-folder';

/** `KILLS=200 npm test -- e2e kill-drill` is the long drill. */
const KILLS = Number(process.env['KILLS'] ?? 3);
const PHOTOS = 6;
/** Longest work before the app is killed, milliseconds. */
const LONGEST_MS = 2_500;

/** What main has said is done, by the time the app died. */
interface Acknowledged {
  readonly names: Set<string>;
  readonly photos: Set<string>;
}

/** Enters patients, one after the other, and imports photos meanwhile, for as long as the app lives. */
async function work(
  page: Page,
  round: number,
  acknowledged: Acknowledged,
  files: readonly string[],
): Promise<void> {
  const enter = async (): Promise<void> => {
    for (let patient = 0; ; patient += 1) {
      const name = `Round ${round} Patient ${patient}`;
      const done = await page.evaluate(async (named) => {
        const details = { name: named, birthDate: null, localNumber: null, skinType: null, notes: '' };
        return (await window.macule.request('patients:save', { patientId: null, details })).ok;
      }, name);
      if (done) acknowledged.names.add(name);
    }
  };
  const importAll = async (): Promise<void> => {
    for (const file of files) {
      const { imported } = await importFiles(page, [file]);
      for (const { id } of imported) acknowledged.photos.add(id);
    }
  };
  await Promise.all([enter(), importAll()]);
}

test(
  'killed at any moment, the app has lost nothing that it said was done',
  async () => {
    const folder = await createWorkFolder();
    const random = seededRandom(Date.now());
    const acknowledged: Acknowledged = { names: new Set(), photos: new Set() };
    try {
      for (let round = 0; round <= KILLS; round += 1) {
        const app = await startMacule(folder.data);
        const { page } = app;
        const found = await page.evaluate(async () => {
          const result = await window.macule.request('patients:search', { text: '', limit: 500 });
          return result.ok ? result.value.map(({ name }) => name) : [];
        });
        const newest = [...acknowledged.names].slice(-400);
        expect(
          newest.filter((name) => !found.includes(name)),
          `after ${round} kills`,
        ).toEqual([]);
        const listed = new Set((await listPhotos(page)).map(({ id }) => id));
        expect([...acknowledged.photos].filter((id) => !listed.has(id))).toEqual([]);
        const broken = await page.evaluate(
          async (addresses) => {
            const all = await Promise.all(addresses.map(async (address) => (await fetch(address)).status));
            return all.filter((status) => status !== 200);
          },
          [...listed].slice(0, 50).map((id) => photoUrl(id, 'full')),
        );
        expect(broken).toEqual([]);
        if (round === KILLS) {
          await app.close();
          break;
        }
        const files: string[] = [];
        for (let photo = 0; photo < PHOTOS; photo += 1) {
          const seed = round * PHOTOS + photo;
          const saved = await savePhantom(folder.pictures, `round-${seed}.jpg`, {
            width: 320,
            height: 240,
            seed,
          });
          files.push(saved.path);
        }
        const working = work(page, round, acknowledged, files).catch(() => undefined);
        await wait(random() * LONGEST_MS);
        app.electron.process().kill('SIGKILL');
        await working;
      }
      expect(acknowledged.names.size).toBeGreaterThan(0);
      const { database, key } = await openBySecret(folder.data, null);
      expect(verifyAuditTrail(database, derivedKey(key, 'audit'))).toMatchObject({ intact: true });
      database.close();
    } finally {
      await folder.remove();
    }
  },
  60_000 + KILLS * 30_000,
);
