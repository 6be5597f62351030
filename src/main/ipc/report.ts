import { basename, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { dayWriter, localDay } from '../../shared/day';
import { fillFolder } from '../datasets/write/finished-folder';
import type { ReadableDatabase } from '../data/database';
import type { PhotoStore } from '../data/photo-store';
import { readSettings } from '../data/repositories/settings';
import { inTurn } from '../services/in-turn';
import { coursePage } from '../services/report/course-page';
import { reportOnCourse } from '../services/report/course-report';
import { exportPatient } from '../services/report/patient-export';
import { lesionTable } from '../services/report/lesion-table';
import { pageFooter, type ReportSurroundings } from '../services/report/printed-page';
import { reportPage } from '../services/report/report-page';
import { reportOnVisit } from '../services/report/visit-report';
import { requirePatient, requireVisit } from '../services/record/require-record';
import type { Handle } from './handle';

export interface ReportHandlers {
  readonly handle: Handle;
  readonly database: ReadableDatabase;
  readonly store: PhotoStore;
  readonly now: () => Date;
  readonly appVersion: string;
  /** Prints HTML as a PDF, with other HTML at the foot of every page. */
  readonly print: (html: string, footer?: string) => Promise<Uint8Array>;
  /** Asks where to write; null where the dialog was closed. */
  readonly chooseFile: (suggested: string, kind: 'pdf' | 'csv') => Promise<string | null>;
  /** @returns the folder in which a record gets a folder of its own; null where the dialog was closed. */
  readonly chooseFolder: () => Promise<string | null>;
  /** Writes a file whole or not at all. */
  readonly write: (file: string, content: Uint8Array) => Promise<void>;
}

/** Answers the requests for reports. */
export function handleReport(options: ReportHandlers): void {
  const { handle, database, store, now, appVersion, chooseFile, chooseFolder, write } = options;
  const printInTurn = inTurn();
  // Pages are printed at one address: a report that is asked for while another is printed waits for it.
  const print: ReportHandlers['print'] = (...page) => printInTurn(() => options.print(...page));
  const surroundings = (): ReportSurroundings => ({
    ...{ appVersion, printedOn: localDay(now()) },
    writeDay: dayWriter(readSettings(database).dateFormat),
    pictureOf: async (photoId) =>
      `data:image/jpeg;base64,${(await buffer((await store.read(photoId, 'screen')).stream)).toString('base64')}`,
  });
  handle('report:save-visit', async ({ visitId }) => {
    const report = reportOnVisit(database, visitId);
    const file = await chooseFile(`${fileName(report.patient.name)} ${report.visit.date}.pdf`, 'pdf');
    if (file === null) return null;
    await write(file, await print(await reportPage(report, surroundings())));
    return { fileName: basename(file) };
  });
  handle('report:save-course', async ({ patientId }) => {
    const report = reportOnCourse(database, patientId);
    const file = await chooseFile(`${fileName(report.patient.name)} course.pdf`, 'pdf');
    if (file === null) return null;
    await write(file, await print(await coursePage(report, surroundings()), pageFooter(report.patient.name)));
    return { fileName: basename(file) };
  });
  handle('report:save-record', async ({ patientId }) => {
    const { name } = requirePatient(database, patientId);
    const parent = await chooseFolder();
    if (parent === null) return null;
    const folder = `${fileName(name)} ${localDay(now())}`;
    await fillFolder(join(parent, folder), (fresh) => exportPatient(database, store, patientId, fresh));
    return { fileName: folder };
  });
  handle('report:save-lesions', async ({ patientIds, visitId }) => {
    const [first = ''] = patientIds;
    const whose =
      patientIds.length === 1 ? fileName(requirePatient(database, first).name) : 'Several patients';
    const when = visitId === null ? '' : ` ${requireVisit(database, visitId).date}`;
    const file = await chooseFile(`${whose}${when} lesions.csv`, 'csv');
    if (file === null) return null;
    await write(file, new TextEncoder().encode(lesionTable(database, { patientIds, visitId })));
    return { fileName: basename(file) };
  });
}

/** A name without what file systems forbid. */
const fileName = (name: string): string => name.replace(/[\\/:*?"<>|]|\p{Cc}/gu, ' ').trim() || 'patient';
