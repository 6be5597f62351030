import { expect, it } from 'vitest';
import type { RunRecord } from '../../../shared/training/run-record';
import type { Checkpoint } from './checkpoint';
import { startOf } from './run-plan';

const record = { startedFrom: '/earlier/model' } as RunRecord;
const checkpoint = {} as Checkpoint;

it.each([
  ['a fresh run from the model’s own weights', {}, { record: null, checkpoint: null }, null],
  ['a fresh run from others', { startFrom: '/other' }, { record: null, checkpoint: null }, '/other'],
  ['a run that was killed before its first checkpoint', {}, { record, checkpoint: null }, '/earlier/model'],
  ['the same, told anew', { startFrom: '/moved' }, { record, checkpoint: null }, '/moved'],
  ['a run that goes on', { startFrom: '/other' }, { record, checkpoint }, '/earlier/model'],
])('%s', (_, order, plan, start) => {
  expect(startOf(order, plan)).toBe(start);
});
