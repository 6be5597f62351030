import { expect, it } from 'vitest';
import { identifiersIn } from './identifiers';

const zoe = { name: 'Zoë Ångström-de Vries', localNumber: 'A-20(41' };

it('finds names, numbers and dates, whatever their case and accents', () => {
  expect(identifiersIn('Seen with ANGSTROM sister; no. a-20(41', zoe)).toEqual(['ANGSTROM', 'a-20(41']);
  expect(identifiersIn('Zoë says better since 3.2.2026, worse on 2026-03-01.', zoe)).toEqual([
    'Zoë',
    '3.2.2026',
    '2026-03-01',
  ]);
  expect(identifiersIn('since 3 February 2026 and May 4th', zoe)).toEqual(['3 February 2026', 'May 4th']);
  expect(identifiersIn('Zoe\u0308 came', zoe)).toEqual(['Zoë']);
});

it('leaves words of a text alone that only contain such parts', () => {
  expect(identifiersIn('Zoës of the zone, 0.1 % twice a day, week 12, 1/2 tablet, de', zoe)).toEqual([]);
  expect(identifiersIn('', zoe)).toEqual([]);
});

it('looks for a whole name that is short', () => {
  expect(identifiersIn('Li Wu was here', { name: 'Li Wu', localNumber: null })).toEqual(['Li Wu']);
});

it.each([
  ['seen 2026/02/03, again 2026.2.4', ['2026/02/03', '2026.2.4']],
  ['since the 3rd of February and 03-Feb-2026', ['3rd of February', '03-Feb-2026']],
  ['03FEB2026 and Feb-04', ['03FEB2026', 'Feb-04']],
  ['2026年2月3日复诊, 2026년 2월', ['2026年2月3日', '2026년 2월']],
  ['10 marks, 2 of 15 marked, 2026 lesions, 12/20, 0.5-1.0 mg', []],
])('finds every way to write a day: %s', (text, found) => {
  expect(identifiersIn(text, zoe)).toEqual(found);
});

it('finds names within the letters of scripts that part no words, or hang endings on them', () => {
  const found = (text: string, name: string) => identifiersIn(text, { name, localNumber: null });
  expect(found('患者王小明复诊', '王小明')).toEqual(['王小明']);
  expect(found('山田さんは良くなった', '山田 太郎')).toEqual(['山田']);
  expect(found('김민수는 좋아졌다', '김민수')).toEqual(['김민수']);
  expect(found('คุณสมชายมาตรวจ', 'สมชาย ใจดี')).toEqual(['สมชาย']);
});
