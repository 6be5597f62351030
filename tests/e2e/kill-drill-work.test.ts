import { setTimeout as wait } from 'node:timers/promises';
import type { ElectronApplication, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openBySecret } from '../../src/main/data/open-by-secret';
import { verifyAuditTrail } from '../../src/main/data/repositories/audit-trail';
import { derivedKey } from '../../src/main/vault/library-key';
import type { LesionMark } from '../../src/shared/lesion-marks/lesion-mark';
import { photoUrl } from '../../src/shared/photo/renditions';
import { importFiles } from './harness/import-files';
import { chance, KillMoments, KILLS_OF, LIMIT_MS } from './harness/kill-drill';
import { startMacule } from './harness/macule-app';
import { savePhantom } from './harness/phantom-files';
import { listPhotos } from './harness/requests';
import { createWorkFolder } from './harness/work-folder';

const PHOTOS = 6;
/** Longest time between what is waited for and the kill, milliseconds. */
const LONGEST_MS = 3_000;
/** From when on chance decides: an analysis begins only when the engine has started. */
const AFTER = ['start', 'import', 'analysis'] as const;
const KINDS = ['import', 'analysis', 'edit of a patient', 'edit of a map'] as const;
type Kind = (typeof KINDS)[number];

const DETAILS = { birthDate: null, localNumber: null, skinType: null, notes: '' };

/** What main has said is done, by the time the app died. */
interface Acknowledged {
  /** Patients by id, with what was last said of them. */
  readonly notes: Map<string, string>;
  readonly photos: Set<string>;
  /** Photos whose analysis was done. */
  readonly analysed: Set<string>;
  /** Lesions that were marked, with their photos. */
  readonly marks: Map<string, string>;
}

const savePatient = (page: Page, patientId: string | null, name: string, notes: string) =>
  page.evaluate(
    async (input) => {
      const result = await window.macule.request('patients:save', input);
      return result.ok ? result.value.id : null;
    },
    { patientId, details: { ...DETAILS, name, notes } },
  );

/** Marks a lesion somewhere on a photo. @returns whether main has said that it is there. */
const markLesion = (page: Page, photoId: string, id: string) => {
  const box = { x: chance() * 0.9, y: chance() * 0.9, width: 0.02, height: 0.03 };
  const mark: LesionMark = { id, type: 'papule', box, region: null, verdict: 'added', detected: null };
  return page.evaluate(async (input) => (await window.macule.request('marks:change', input)).ok, {
    photoId,
    action: 'add' as const,
    marks: [mark],
    removedIds: [],
  });
};

/** Enters patients, edits them and maps, imports photos and sees them analysed, for as long as the app lives. */
class Work {
  readonly underWay = new Set<Kind>();

  constructor(
    private readonly page: Page,
    private readonly round: number,
    private readonly acknowledged: Acknowledged,
  ) {}

  /** @param files to import, one after the other. Ends with the app. */
  async go(files: readonly string[]): Promise<void> {
    await Promise.all([this.enter(), this.import(files), this.watch(), this.mark()]);
  }

  private async during<T>(kind: Kind, work: () => Promise<T>): Promise<T> {
    this.underWay.add(kind);
    const done = await work();
    this.underWay.delete(kind);
    return done;
  }

  private async enter(): Promise<void> {
    const { page, round, acknowledged } = this;
    for (let patient = 0; ; patient += 1) {
      const name = `Round ${round} Patient ${patient}`;
      const id = await savePatient(page, null, name, '');
      if (id === null) throw new Error('A patient was refused.');
      acknowledged.notes.set(id, '');
      const notes = `edited in round ${round}`;
      const edited = await this.during('edit of a patient', () => savePatient(page, id, name, notes));
      if (edited === id) acknowledged.notes.set(id, notes);
      await wait(20);
    }
  }

  private async import(files: readonly string[]): Promise<void> {
    for (const file of files) {
      const { imported } = await this.during('import', () => importFiles(this.page, [file]));
      for (const { id } of imported) this.acknowledged.photos.add(id);
    }
  }

  private async watch(): Promise<void> {
    for (;;) {
      let running = false;
      for (const { id, analysis } of await listPhotos(this.page)) {
        running ||= analysis.state === 'running';
        if (analysis.state === 'done') this.acknowledged.analysed.add(id);
      }
      if (running) this.underWay.add('analysis');
      else this.underWay.delete('analysis');
      await wait(10);
    }
  }

  private async mark(): Promise<void> {
    const { page, acknowledged } = this;
    for (;;) {
      const photos = [...acknowledged.photos].slice(-2 * PHOTOS);
      const photo = photos[Math.floor(chance() * photos.length)];
      if (photo !== undefined) {
        const id = crypto.randomUUID();
        if (await this.during('edit of a map', () => markLesion(page, photo, id)))
          acknowledged.marks.set(id, photo);
      }
      await wait(10);
    }
  }
}

/** Looks for everything that was acknowledged; the newest are enough, the older ones were looked for before. */
async function expectAll(page: Page, { notes, photos, analysed, marks }: Acknowledged): Promise<void> {
  const newest = [...notes].slice(-200);
  const found = await page.evaluate(
    async (ids) => {
      const records = ids.map((patientId) => window.macule.request('patients:record', { patientId }));
      return (await Promise.all(records)).map((result) =>
        result.ok ? result.value.patient.notes : result.failure.message,
      );
    },
    newest.map(([id]) => id),
  );
  // What was asked for when the app died may be done all the same: notes may be newer than was said, never older.
  expect(
    newest.filter(
      ([, said], index) => found[index] !== said && (said !== '' || !found[index]?.startsWith('edited')),
    ),
  ).toEqual([]);
  const listed = await listPhotos(page);
  const ids = new Set(listed.map(({ id }) => id));
  expect([...photos].slice(-400).filter((id) => !ids.has(id))).toEqual([]);
  const undone = listed.filter(({ id, analysis }) => analysed.has(id) && analysis.state !== 'done');
  expect(undone).toEqual([]);
  const newestMarks = [...marks].slice(-200);
  const there = await page.evaluate(
    async (photoIds) => {
      const details = photoIds.map((photoId) => window.macule.request('photos:detail', { photoId }));
      return (await Promise.all(details)).flatMap((result) =>
        result.ok ? result.value.marks.map(({ id }) => id) : [],
      );
    },
    [...new Set(newestMarks.map(([, photo]) => photo))],
  );
  const marked = new Set(there);
  expect(newestMarks.filter(([id]) => !marked.has(id))).toEqual([]);
  const statuses = await page.evaluate(
    (addresses) => Promise.all(addresses.map(async (address) => (await fetch(address)).status)),
    listed.slice(0, 50).map(({ id }) => photoUrl(id, 'full')),
  );
  expect(statuses.filter((status) => status !== 200)).toEqual([]);
}

/** What the app asks after three starts that ended unexpectedly: analyses are to go on. */
const goOn = (electron: ElectronApplication) =>
  electron.evaluate(({ dialog }) => {
    dialog.showMessageBox = () => Promise.resolve({ response: 1, checkboxChecked: false });
  });

test(
  'killed while it imports, analyses and edits, the app has lost nothing that it said was done',
  async () => {
    const folder = await createWorkFolder();
    const acknowledged: Acknowledged = {
      ...{ notes: new Map(), photos: new Set(), analysed: new Set(), marks: new Map() },
    };
    const moments = new KillMoments('work');
    try {
      for (let round = 0; round <= KILLS_OF.work; round += 1) {
        const app = await startMacule(folder.data);
        await goOn(app.electron);
        await expectAll(app.page, acknowledged);
        if (round === KILLS_OF.work) {
          await app.close();
          break;
        }
        const files: string[] = [];
        for (let photo = 0; photo < PHOTOS; photo += 1) {
          const seed = round * PHOTOS + photo;
          const size = { width: 320, height: 240, seed };
          files.push((await savePhantom(folder.pictures, `round-${seed}.jpg`, size)).path);
        }
        const work = new Work(app.page, round, acknowledged);
        const working = work.go(files).catch(() => undefined);
        const after = AFTER[round % AFTER.length];
        if (after === 'import' || after === 'analysis')
          await expect.poll(() => work.underWay.has(after), { timeout: 60_000, interval: 5 }).toBe(true);
        await wait(chance() * LONGEST_MS);
        moments.met([...work.underWay]);
        app.electron.process().kill('SIGKILL');
        await working;
      }
      expect(acknowledged.notes.size).toBeGreaterThan(0);
      expect(moments.missing(KINDS), moments.toString()).toEqual([]);
      const { database, key } = await openBySecret(folder.data, null);
      expect(verifyAuditTrail(database, derivedKey(key, 'audit'))).toMatchObject({ intact: true });
      database.close();
    } finally {
      await folder.remove();
    }
  },
  LIMIT_MS,
);
