import type { ExperimentReport, MeasuredRow } from '../../../shared/experiment/report';
import { aboutRun } from './about-run';
import { cautions } from './cautions';
import { html, trusted, type Html } from './html';
import { meanings } from './meanings';
import { modelSection } from './model-section';
import { studyTables } from './study-tables';
import { STYLE, STYLE_SOURCE } from './style';
import { comparedCurves } from './training-curves';

/**
 * The report of an experiment as one HTML page that needs nothing else: no script, no network.
 * @param pictures JPEGs by the names that the report's rows give them.
 */
export function renderReport(report: ExperimentReport, pictures: ReadonlyMap<string, Uint8Array>): string {
  const measured = report.rows.filter((row): row is MeasuredRow => row.status === 'measured');
  return page(
    `The seed study's experiments on “${report.data.name}”`,
    html`
      <p>
        The systems of “Deep Learning-Based Identification of Dermatological Issues in Facial Skin”, trained
        and measured on ${report.data.photos.train} photos to learn from, ${report.data.photos.valid} to
        validate on and ${report.data.photos.test} to test on. For research and evaluation; not a diagnosis.
      </p>
      ${studyTables(report)} ${cautions(report)} ${meanings()} ${comparison(report)}
      ${measured.map((row) => modelSection(row, pictures))} ${aboutRun(report)}
    `,
  );
}

function comparison(report: ExperimentReport): Html | null {
  const charts = [comparedCurves(report, 'I'), comparedCurves(report, 'II')].filter((one) => one !== null);
  return charts.length === 0
    ? null
    : html`<h2>Side by side</h2>
        <div class="charts">${charts}</div>`;
}

const page = (title: string, body: Html): string =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src ${trusted(STYLE_SOURCE)}; img-src data:"
        />
        <title>${title}</title>
        ${trusted(`<style>${STYLE}</style>`)}
      </head>
      <body>
        <h1>${title}</h1>
        ${body}
      </body>
    </html> `.text;
