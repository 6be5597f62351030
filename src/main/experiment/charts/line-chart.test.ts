import { expect, it } from 'vitest';
import { lineChart } from './line-chart';

const chart = (points: readonly (readonly [number, number])[], yRange?: readonly [number, number]): string =>
  lineChart({
    title: 'Loss <a> & "b"',
    x: 'epochs',
    y: 'loss',
    series: [{ name: 'valid', colour: '#0072b2', points }],
    ...(yRange ? { yRange } : {}),
  });

const pathOf = (svg: string): string => /<path d="([^"]*)" fill="none"/.exec(svg)?.[1] ?? '';

it('draws larger values higher and later ones further right', () => {
  const [first, second] = [
    ...pathOf(
      chart([
        [1, 0.2],
        [2, 0.8],
      ]),
    ).matchAll(/(-?[\d.]+),(-?[\d.]+)/g),
  ];
  expect(Number(second?.[1])).toBeGreaterThan(Number(first?.[1]));
  expect(Number(second?.[2])).toBeLessThan(Number(first?.[2]));
});

it('leaves a gap where a value is no number', () => {
  expect(
    pathOf(
      chart([
        [1, 0.2],
        [2, NaN],
        [3, 0.4],
        [4, 0.5],
      ]),
    ).match(/M/g),
  ).toHaveLength(2);
  expect(chart([[1, NaN]])).not.toContain('NaN');
});

it('shows a single value as a dot and nothing at all as an empty frame', () => {
  expect(chart([[1, 0.5]])).toContain('<circle');
  expect(chart([])).not.toMatch(/<path|NaN|undefined/);
});

it('names itself, and escapes names', () => {
  expect(chart([[1, 1]])).toContain('aria-label="Loss &lt;a&gt; &amp; &quot;b&quot;"');
});

it('keeps the ends it is given', () => {
  expect(
    chart(
      [
        [1, 0.5],
        [2, 0.6],
      ],
      [0, 1],
    ),
  ).toContain('>1.0</text>');
});

it('marks whole numbers alone where there are no others', () => {
  const epochs = {
    title: 'Loss',
    x: 'epochs',
    y: '',
    series: [{ name: 'valid', colour: '#0072b2', points: [1, 2, 3].map((epoch) => [epoch, epoch] as const) }],
    yRange: [0, 4] as const,
  };
  expect(lineChart(epochs)).toContain('>1.5</text>');
  const svg = lineChart({ ...epochs, wholeX: true });
  expect(svg).not.toContain('.5</text>');
  expect(svg).toContain('text-anchor="middle">2</text>');
});
