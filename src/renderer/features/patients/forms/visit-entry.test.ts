import { expect, it } from 'vitest';
import { UNWRITTEN_VISIT } from '../../../../shared/record/visit';
import { visitEntrySchema } from './visit-entry';

const { cadi: _, ...unwritten } = UNWRITTEN_VISIT;
const enter = (...answers: readonly string[]) =>
  visitEntrySchema.safeParse({ ...unwritten, date: '2025-03-01', answers: [...answers] });

it('takes all five answers of the CADI, or none', () => {
  expect(enter('3', '0', '1', '2', '3').data?.cadi).toEqual([3, 0, 1, 2, 3]);
  expect(enter('', '', '', '', '').data).toEqual({ ...UNWRITTEN_VISIT, date: '2025-03-01' });
});

it('says at the first empty answer that some are missing', () => {
  const issuesOf = (...answers: readonly string[]) =>
    enter(...answers).error?.issues.map(({ path, message }) => [...path, message]);
  expect(issuesOf('3', '0', '1', '', '3')).toEqual([['cadi3', 'Answer all five, or none.']]);
  expect(issuesOf('', '0', '', '', '')).toEqual([['cadi0', 'Answer all five, or none.']]);
});
