import { describe, expect, it } from 'vitest';
import type { StatedType } from '../stated-type';
import { openTypeWords } from './open-type-words';
import { gradesOf, type PlacedLesion } from './grades';

const at = (type: StatedType | null, region: PlacedLesion['region'] = 'forehead'): PlacedLesion => ({
  ...{ type, region, side: 'right' },
});
const gradesOfPlaced = (placed: readonly PlacedLesion[]) => gradesOf({ all: placed, placed }, true);
const times = (count: number, lesion: PlacedLesion): readonly PlacedLesion[] =>
  Array.from({ length: count }, () => lesion);

describe('grades of lesions whose type is open', () => {
  it('read them as the mildest that they can be, and say what pustules would be', () => {
    const grades = gradesOfPlaced([
      ...[at('inflammatory', 'forehead'), at('comedone', 'forehead'), at(null, 'nose')],
      ...[at('papule', 'chin'), at('inflammatory', 'chin'), at('nodule', 'left-cheek')],
    ]);
    expect(grades.counts).toEqual({
      ...{ comedone: 1, papule: 1, pustule: 0, nodule: 1, inflammatory: 2, unsure: 1 },
    });
    expect(grades.classes).toEqual({ nonInflammatory: 2, inflammatory: 3, nodules: 1 });
    expect(
      grades.regional!.gags.lines.map(({ region, worst, assumed, score }) => [region, worst, assumed, score]),
    ).toEqual([
      ['forehead', 'papule', true, 4],
      ['right-cheek', null, false, 0],
      ['left-cheek', 'nodule', false, 8],
      ['nose', 'comedone', true, 1],
      ['chin', 'papule', false, 2],
    ]);
    expect(grades.regional!.gags.total).toBe(15);
    // Forehead 2 × 3, left cheek 2 × 4, nose 1 × 3, chin 1 × 3.
    expect(grades.asPustules?.regional?.gags.total).toBe(20);
    expect(grades.asPustules?.classes).toEqual({ nonInflammatory: 1, inflammatory: 4, nodules: 1 });
    expect(openTypeWords(grades)).toBe(
      '2 inflammatory of unsure type read as papules, 1 of unsure type read as a comedone. If they are pustules: GAGS 20 of 32.',
    );
  });

  it('count what is surely inflammatory for Hayashi and NICE, whatever its type', () => {
    const grades = gradesOfPlaced(times(35, at('inflammatory')));
    expect(grades.nice).toEqual({ grade: 'moderate-to-severe', because: ['inflammatory'] });
    expect(grades.regional!.hayashi.sides.right).toEqual({ inflammatory: 35, grade: 'severe' });
    expect(openTypeWords(grades)).toBe(
      '35 inflammatory of unsure type read as papules. If they are pustules: GAGS 6 of 32.',
    );
  });

  it('name every grade that an unsure lesion may lift', () => {
    const grades = gradesOfPlaced([...times(34, at('pustule')), ...times(17, at(null))]);
    expect(grades.nice.grade).toBe('mild-to-moderate');
    expect(grades.regional!.hayashi.sides.right.inflammatory).toBe(34);
    expect(openTypeWords(grades)).toBe(
      '17 of unsure type read as comedones. If they are pustules: IGA 4 – severe, Hayashi very severe, NICE moderate to severe, Lehmann severe.',
    );
  });

  it('say so where nothing depends on it, and nothing where no type is open', () => {
    expect(openTypeWords(gradesOfPlaced([at('pustule'), ...times(3, at('inflammatory'))]))).toBe(
      '3 inflammatory of unsure type read as papules. No grade would change if they are pustules.',
    );
    const sure = gradesOfPlaced([at('pustule')]);
    expect(sure.asPustules).toBeNull();
    expect(openTypeWords(sure)).toBeNull();
  });
});

it('makes no grade by regions without a face, whatever region was given to single lesions', () => {
  const papules = times(30, at('papule', 'right-cheek'));
  expect(gradesOf({ all: papules, placed: papules.slice(0, 1) }, false).regional).toBeNull();
  expect(gradesOf({ all: papules, placed: papules.slice(0, 1) }, true).regional?.gags.total).toBe(4);
});
