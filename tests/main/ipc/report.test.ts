import { readdir } from 'node:fs/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Handle } from '../../../src/main/ipc/handle';
import { handleReport } from '../../../src/main/ipc/report';
import type { OpenDatabase } from '../../../src/main/data/database';
import { openPhotoStore } from '../../../src/main/data/photo-store';
import { readSettings, writeSettings } from '../../../src/main/data/repositories/settings';
import { changePatient, changeVisit } from '../../../src/main/services/record/change-record';
import { newLibraryKey } from '../../../src/main/vault/library-key';
import { countingIds, memoryDatabase } from '../../helpers/memory-database';
import { withFolder } from '../../helpers/pictures';

/** Six in the evening of the first of March on the clinic's wall. */
const NOW = new Date('2026-03-02T02:00:00Z');
const VISIT = { treatmentWeek: null, complaint: '', iga: null, cadi: null, notes: '', date: '2026-03-01' };

let database: OpenDatabase;
beforeEach(() => {
  vi.stubEnv('TZ', 'America/Los_Angeles');
  database = memoryDatabase();
  return () => database.close();
});
afterEach(() => vi.unstubAllEnvs());

it('reports and folders of records bear the day of the clinic, as its visits do', () =>
  withFolder(async (folder) => {
    writeSettings(database, { ...readSettings(database), dateFormat: 'year-first' });
    const context = { database, newId: countingIds(), now: () => NOW };
    const patientId = changePatient(context, null, {
      ...{ name: 'Anna', birthDate: null, localNumber: null, skinType: null, notes: '' },
    });
    const visitId = changeVisit(context, patientId, null, VISIT);
    const handlers = new Map<string, (input: object) => unknown>();
    const printed: string[] = [];
    handleReport({
      handle: ((name, handler) => void handlers.set(name, handler as never)) as Handle,
      ...{ database, store: await openPhotoStore(folder, { current: newLibraryKey() }), now: () => NOW },
      appVersion: '1.2.3',
      print: (html) => Promise.resolve(new Uint8Array([printed.push(html)])),
      chooseFile: (suggested) => Promise.resolve(suggested),
      chooseFolder: () => Promise.resolve(folder),
      write: () => Promise.resolve(),
    });

    await handlers.get('report:save-visit')?.({ visitId });
    await handlers.get('report:save-course')?.({ patientId });
    expect(printed.map((html) => /printed ([-\d]+)\./.exec(html)?.[1])).toEqual(['2026-03-01', '2026-03-01']);
    await handlers.get('report:save-record')?.({ patientId });
    expect(await readdir(folder)).toContain('Anna 2026-03-01');
  }));

it('a report that is asked for while another is printed waits for it, also where that fails', () =>
  withFolder(async (folder) => {
    const context = { database, newId: countingIds(), now: () => NOW };
    const patientId = changePatient(context, null, {
      ...{ name: 'Anna', birthDate: null, localNumber: null, skinType: null, notes: '' },
    });
    const handlers = new Map<string, (input: object) => Promise<unknown>>();
    const prints: { readonly end: (bytes: Uint8Array) => void; readonly fail: (why: Error) => void }[] = [];
    handleReport({
      handle: ((name, handler) => void handlers.set(name, handler as never)) as Handle,
      ...{ database, store: await openPhotoStore(folder, { current: newLibraryKey() }), now: () => NOW },
      appVersion: '1.2.3',
      print: () => new Promise((end, fail) => void prints.push({ end, fail })),
      chooseFile: (suggested) => Promise.resolve(suggested),
      chooseFolder: () => Promise.resolve(folder),
      write: () => Promise.resolve(),
    });
    const save = () => handlers.get('report:save-course')?.({ patientId });
    const [first, second] = [save(), save()];
    await vi.waitFor(() => expect(prints).toHaveLength(1));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(prints).toHaveLength(1);
    prints[0]?.fail(new Error('The window is gone.'));
    await expect(first).rejects.toThrow('The window is gone.');
    await vi.waitFor(() => expect(prints).toHaveLength(2));
    prints[1]?.end(new Uint8Array());
    await expect(second).resolves.toEqual({ fileName: 'Anna course.pdf' });
  }));
