import type { DetectionSource } from '../../../shared/photo/photo';
import type { Patient } from '../../../shared/record/patient';
import { styleSource } from './style-source';

/** What a report takes from its surroundings. */
export interface ReportSurroundings {
  /** The photo as an address that the page may load, such as a `data:` one. */
  readonly pictureOf: (photoId: string) => Promise<string>;
  /** ISO 8601 date. */
  readonly printedOn: string;
  readonly appVersion: string;
  readonly writeDay: WriteDay;
}

/** How a day, ISO 8601, is written. */
export type WriteDay = (day: string) => string;

export const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);

/** A report as a page of HTML that needs nothing else and runs no script. @param body safe HTML. */
export const printedPage = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src ${styleSource(STYLE)}">
<title>${escaped(title)}</title><style>${STYLE}</style></head><body>${body}</body></html>`;

/** Who the report is about, and on the right what it is about; safe HTML. */
export function reportHeader(
  { name, birthDate, localNumber }: Patient,
  about: { readonly title: string; readonly line: string; readonly facts?: readonly string[] },
  writeDay: WriteDay,
): string {
  const facts = [
    birthDate && `born ${writeDay(birthDate)}`,
    localNumber && `no. ${localNumber}`,
    ...(about.facts ?? []),
  ].filter(Boolean);
  return `<header><div><h1>${escaped(name)}</h1><p>${escaped(facts.join(' · '))}</p></div>
<div class="right"><h2>${escaped(about.title)}</h2><p>${escaped(about.line)}</p></div></header>`;
}

const sourceWords = ({ model, threshold }: DetectionSource): string =>
  `${model.id} (weights ${model.sha256.slice(0, 12)}${model.identity ? `, as calibrated ${model.identity.slice(0, 12)}` : ''}), threshold ${threshold.toFixed(2)}`;

/** Signature, models and intended use. @param sources each is named once. */
export function reportFooter(
  sources: readonly DetectionSource[],
  { appVersion, printedOn, writeDay }: ReportSurroundings,
): string {
  const models = [...new Set(sources.map(sourceWords))];
  return `<footer><div class="signature"><span>Date, signature</span></div>
<p>${models.length > 0 ? `Lesions by model ${models.map(escaped).join('; ')}, with the clinician’s corrections. ` : ''}Macule ${escaped(appVersion)}, printed ${writeDay(printedOn)}. Decision support and record keeping; not a diagnosis.</p></footer>`;
}

/** The foot of every page of a report that may have several; Chromium fills in the numbers. */
export const pageFooter = (name: string): string =>
  `<div style="font:7pt system-ui,sans-serif;width:100%;margin:0 12mm;display:flex;justify-content:space-between"><span>${escaped(name)}</span><span><span class="pageNumber"></span> / <span class="totalPages"></span></span></div>`;

// A page's content fills it, so that the signature stands at the foot of the last one.
const STYLE = `@page{size:A4;margin:12mm}*{box-sizing:border-box}body{margin:0;font:9.5pt/1.35 system-ui,"DejaVu Sans",sans-serif;color:#000}
h1{font-size:15pt;margin:0}h2{font-size:12pt;margin:0}h3{font-size:10pt;margin:3mm 0 1mm}p{margin:0}header{display:flex;justify-content:space-between;border-bottom:1px solid #000;padding-bottom:2mm}
.right{text-align:right}.photos{display:flex;gap:3mm;margin-top:3mm}figure{margin:0;break-inside:avoid}
figure svg{display:block}.views{display:flex;gap:6mm}.beside figcaption{font-size:7pt}figcaption{font-size:8.5pt}
.columns{display:grid;grid-template-columns:1fr 1fr;gap:6mm}table{width:100%;border-collapse:collapse}th{text-align:left;font-weight:400}td{text-align:right}tr{break-inside:avoid}tr.sum th,tr.sum td{font-weight:700;border-top:1px solid #000}
tr.working td{text-align:left;color:#333;font-size:8pt;padding-bottom:1.2mm}.trend{width:100%}.trend polyline{fill:none;stroke:#000}.trend text{font-size:8px}.notes{white-space:pre-wrap}.open{font-size:8pt;color:#333}
.visits{font-size:8.5pt}.visits thead th{text-align:right;border-bottom:1px solid #000;font-size:8pt}.visits thead th:first-child,.visits tbody th{text-align:left}.visits td,.visits th{padding:.3mm 0 .3mm 2mm}.visits th:first-child{padding-left:0}
.course{width:100%;display:block}section{break-inside:avoid-page}.compact{font-size:8.5pt;line-height:1.25}.compact tr.working td{font-size:7.5pt;padding-bottom:.6mm}small{font-size:8pt;color:#333}
footer{font-size:7.5pt;color:#333}.foot{position:fixed;bottom:0;left:0;right:0}.end{margin-top:2mm;break-inside:avoid}.signature{margin-left:55%;border-top:1px solid #000;margin-bottom:3mm;padding-top:.5mm;margin-top:8mm}`;
