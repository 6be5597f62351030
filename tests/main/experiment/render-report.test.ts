import { createHash } from 'node:crypto';
import { DOMParser } from '@xmldom/xmldom';
import { describe, expect, it } from 'vitest';
import { renderReport } from '../../../src/main/experiment/report/render-report';
import type { ExperimentReport } from '../../../src/shared/experiment/report';
import { madeUpReport } from '../../helpers/experiment-report';

const report = madeUpReport();
const picture = Uint8Array.of(0xff, 0xd8, 0xff);
const page = renderReport(report, new Map([['pictures/yolov8s-1.jpg', picture]]));
/** As a reader sees it: without tags, blanks joined. */
const textOf = (markup: string): string =>
  markup
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');
const text = textOf(page);

describe('the report', () => {
  it('needs no network and runs no script', () => {
    expect(page).toMatch(/^<!doctype html>/i);
    const style = /<style>(.*?)<\/style>/s.exec(page)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(page).toContain(`default-src 'none'; style-src 'sha256-${hash}'; img-src data:`);
    expect(page).not.toMatch(/ style=|unsafe-/);
    expect(page).not.toMatch(/<script|<link|https?:\/\/(?!www\.w3\.org)|src="(?!data:)|url\(/);
  });

  it('escapes what comes from the data', () => {
    expect(page).toContain('faces &amp; &lt;names&gt;');
    expect(page).not.toContain('<names>');
  });

  it('puts the study beside what was measured', () => {
    expect(text).toContain('82.35 %');
    expect(text).toContain('14.62 or 36.75');
    expect(text).toContain('3.17 = box 2.50 + class 0.67');
    const { figures } = (report.rows[0] as Extract<ExperimentReport['rows'][0], { status: 'measured' }>)
      .result;
    if (!('subsetAccuracy' in figures)) throw new Error('The first row is a classifier.');
    expect(text).toContain(`${(100 * figures.subsetAccuracy!).toFixed(1)} %`);
    expect(text).toContain(figures.macro.auroc.value!.toFixed(3));
    expect(text).toContain('22 225 572');
  });

  it('says what was not run, why, and what to do', () => {
    expect(text).toContain('not run: The weights of VGG19 are missing. Run “macule backbone fetch vgg19”.');
  });

  it('draws curves, precision and recall, and FROC as pictures that parse', () => {
    const charts = page.match(/<svg.*?<\/svg>/gs) ?? [];
    const titles = charts.map((chart) => /aria-label="([^"]*)"/.exec(chart)?.[1]);
    expect(titles).toEqual([
      'CNN: loss',
      'CNN: on the validation photos',
      'YOLOv8-s: loss',
      'YOLOv8-s: on the validation photos',
      'YOLOv8-s: precision and recall at IoU 0.5',
      'YOLOv8-s: FROC, by centre hits',
    ]);
    for (const chart of charts) {
      new DOMParser({
        onError: (_, message) => {
          throw new Error(message);
        },
      }).parseFromString(chart, 'image/svg+xml');
      expect(chart).not.toMatch(/NaN|undefined|Infinity/);
    }
  });

  it('carries its pictures, and none that it was not given', () => {
    expect(page).toContain(`data:image/jpeg;base64,${Buffer.from(picture).toString('base64')}`);
    expect(renderReport(report, new Map())).not.toContain('<img');
  });

  it('warns of what the data and the runs are not', () => {
    expect(text).toContain('40 pictures are few');
    expect(text).toContain('Time ended the training of YOLOv8-s');
    expect(text).toContain('No photo shows two &lt;types&gt;.');
    expect(text).toContain('anything from 70 % to 90 %');
  });

  it('says which model did not learn', () => {
    expect(text).not.toContain('than looking at no picture');
    const rows = report.rows.map((row) =>
      row.model === 'cnn' && row.loss !== null ? { ...row, loss: 0.7 } : row,
    );
    expect(textOf(renderReport({ ...report, rows }, new Map()))).toContain(
      'By its loss, 0.700, CNN is no better than looking at no picture, 0.693',
    );
  });

  it('is written where nothing could be run', () => {
    const nothing = {
      ...report,
      baseline: null,
      rows: report.rows.filter(({ status }) => status === 'not-run'),
    };
    const empty = textOf(renderReport(nothing, new Map()));
    expect(empty).toContain('not run');
    expect(empty).not.toContain('Side by side');
  });

  it('compares the losses of several models in one chart', () => {
    const twice = [
      ...report.rows,
      { ...report.rows[0]!, model: 'resnet50' as const, title: 'ResNet50, frozen' },
    ];
    expect(renderReport({ ...report, rows: twice }, new Map())).toContain(
      'aria-label="Experiment I: validation loss"',
    );
  });
});
