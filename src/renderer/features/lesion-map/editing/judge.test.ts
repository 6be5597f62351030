import { expect, it } from 'vitest';
import type { LesionMapMark } from '../store/mark';
import { judge } from './judge';

const photo = { width: 200, height: 100 };
const newId = () => 'new';
const box = { x: 0.25, y: 0.5, width: 0.125, height: 0.25 };
const found: LesionMapMark = {
  ...{ id: 'd', kind: 'lesion', type: 'papule', verdict: null, own: null },
  box: { x: 50, y: 50, width: 25, height: 25 },
  lesion: {
    ...{ id: 'd', type: 'papule', score: 0.75, box },
    typeScores: { comedone: 0, nodule: 0, papule: 1, pustule: 0 },
  },
};
const detected = { type: 'papule', score: 0.75, modelSha256: 'a', box } as const;

it('accepts a detection as it is', () => {
  expect(judge(found, {}, photo, { modelSha256: 'a' }, newId)).toEqual({
    ...{ id: 'new', type: 'papule', box, region: null, verdict: 'accepted', detected },
  });
});

it('accepts a detection of open type as just that, and takes a type for a correction', () => {
  const typeScores = { comedone: 0, nodule: 0.05, papule: 0.5, pustule: 0.45 };
  const open: LesionMapMark = { ...found, type: 'inflammatory', lesion: { ...found.lesion!, typeScores } };
  const said = { ...detected, type: 'inflammatory' };
  expect(judge(open, {}, photo, { modelSha256: 'a' }, newId)).toMatchObject({
    ...{ type: 'inflammatory', verdict: 'accepted', detected: said },
  });
  expect(judge(open, { type: 'papule' }, photo, { modelSha256: 'a' }, newId)).toMatchObject({
    ...{ type: 'papule', verdict: 'changed', detected: said },
  });
});

it('keeps what the model had said beside what was put right', () => {
  const retyped = judge(found, { type: null }, photo, { modelSha256: 'a' }, newId);
  expect(retyped).toMatchObject({ type: null, verdict: 'changed', detected });
  const moved = judge(
    found,
    { box: { x: 100, y: 50, width: 20, height: 10 } },
    photo,
    { modelSha256: 'a' },
    newId,
  );
  expect(moved).toMatchObject({
    box: { x: 0.5, y: 0.5, width: 0.1, height: 0.1 },
    verdict: 'changed',
    detected,
  });
});

it('goes on from what was said before', () => {
  const own = judge(found, { type: 'nodule', region: 'chin' }, photo, { modelSha256: 'a' }, newId);
  const again: LesionMapMark = { ...found, own, type: 'nodule', verdict: 'changed' };
  expect(judge(again, { rejected: true }, photo, { modelSha256: 'b' }, newId)).toEqual({
    ...own,
    verdict: 'rejected',
  });
  expect(judge(again, { type: 'papule' }, photo, { modelSha256: 'b' }, newId)).toMatchObject({
    ...{ id: 'new', region: 'chin', verdict: 'accepted', detected },
  });
});

it('knows no detection of what was added', () => {
  const own = { id: 'm', type: 'pustule', box, region: null, verdict: 'added', detected: null } as const;
  const added: LesionMapMark = { ...found, id: 'm', lesion: null, own, type: 'pustule', verdict: 'added' };
  expect(judge(added, { type: 'nodule' }, photo, { modelSha256: 'a' }, newId)).toEqual({
    ...own,
    type: 'nodule',
  });
});
