import { createHash } from 'node:crypto';

/** Shades of the cells of a matrix; a `style` of their own would have to be allowed by the page's content policy. */
const SHADES = 20;
const shades = (): string =>
  Array.from(
    { length: SHADES + 1 },
    (_, shade) => `.shade-${shade} { background: rgb(0 114 178 / ${((0.6 * shade) / SHADES).toFixed(2)}); }`,
  ).join(' ');

/** @param share 0–1. @returns the class of a cell that is as dark. */
export const shadeOf = (share: number): string => `shade-${Math.round(SHADES * share)}`;

/** Looks of the report: one sheet, no network, readable on paper too. */
export const STYLE = `
:root { color-scheme: light; }
body { font: 15px/1.5 system-ui, sans-serif; color: #1b1f24; background: #fff; margin: 0 auto; max-width: 1200px; padding: 24px; }
h1 { font-size: 26px; margin: 0 0 4px; } h2 { font-size: 20px; margin: 40px 0 8px; border-top: 1px solid #d5d9de; padding-top: 20px; }
h3 { font-size: 16px; margin: 24px 0 6px; } p { margin: 8px 0; max-width: 80ch; }
table { border-collapse: collapse; margin: 12px 0; font-variant-numeric: tabular-nums; }
.wide { overflow-x: auto; }
caption { text-align: left; color: #57606a; padding-bottom: 4px; }
th, td { border-bottom: 1px solid #e3e6ea; padding: 4px 8px; text-align: right; vertical-align: top; white-space: nowrap; }
th { white-space: normal; } th[colspan] { text-align: center; } .wide table { font-size: 14px; }
.study td, td.study { white-space: normal; max-width: 9em; }
th { background: #f3f5f7; font-weight: 600; } th:first-child, td:first-child, .words { text-align: left; }
.words { white-space: normal; min-width: 16em; } .study { background: #fff8e6; } .range { color: #57606a; font-size: 12px; display: block; }
.note { background: #fff8e6; border-left: 4px solid #e0b000; padding: 8px 12px; max-width: 80ch; }
.missing { color: #57606a; } .charts { display: flex; flex-wrap: wrap; gap: 16px; }
.chart text { font: 11px system-ui, sans-serif; fill: #3b424a; } .chart .title { font-weight: 600; font-size: 12px; }
.chart .grid { stroke: #e3e6ea; } .matrix td { text-align: right; min-width: 3.5em; }
.pictures { display: flex; flex-wrap: wrap; gap: 8px; } .pictures img { width: 340px; max-width: 100%; height: auto; display: block; }
dl { max-width: 90ch; } dt { font-weight: 600; margin-top: 8px; } dd { margin-left: 0; }
.truth { color: #1f5fe0; font-weight: 600; } .prediction { background: #3b424a; color: #ffd400; font-weight: 600; padding: 0 4px; }
${shades()}
@media print { body { padding: 0; } h2 { break-after: avoid; } .chart, .pictures img, tr { break-inside: avoid; } }
`;

/** What the page's content policy calls its one `<style>`. */
export const STYLE_SOURCE = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`;
