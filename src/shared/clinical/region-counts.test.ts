import { expect, it } from 'vitest';
import { countByRegion, regionCountWords, regionsInWords } from './region-counts';

const lesions = [
  { type: 'papule', region: 'forehead', side: 'right' },
  { type: null, region: 'forehead', side: 'left' },
  { type: 'comedone', region: 'forehead', side: 'right' },
  { type: 'pustule', region: 'left-cheek', side: 'left' },
  { type: 'papule', region: 'perioral', side: 'left' },
] as const;

it('counts every region of the face with its sides, also the clear ones', () => {
  expect(countByRegion(lesions)).toEqual([
    { region: 'forehead', total: 3, right: 2, left: 1 },
    { region: 'right-cheek', total: 0, right: 0, left: 0 },
    { region: 'left-cheek', total: 1, right: 0, left: 1 },
    { region: 'nose', total: 0, right: 0, left: 0 },
    { region: 'perioral', total: 1, right: 0, left: 1 },
    { region: 'chin', total: 0, right: 0, left: 0 },
  ]);
  expect(countByRegion([{ type: 'papule', region: 'trunk', side: 'left' }]).at(-1)).toMatchObject({
    region: 'trunk',
    total: 1,
  });
});

it('says them as a clinician does', () => {
  const counts = countByRegion(lesions);
  expect(counts.map(regionCountWords)).toEqual([
    '3 (2 right, 1 left)',
    '0',
    '1',
    '0',
    '1 (0 right, 1 left)',
    '0',
  ]);
  expect(regionsInWords(counts, 2)).toBe(
    'Forehead 3, Right cheek 0, Left cheek 1, Nose 0, Round the mouth 1, Chin 0, in no region 2',
  );
});
