import { expect, it } from 'vitest';
import { Journal } from './journal';

function journalOf(...entries: (string | Float32Array)[]): Journal {
  const journal = new Journal();
  for (const entry of entries) expect(journal.agrees(entry)).toBe(true);
  journal.rewind();
  return journal;
}

it('agrees with the same calls and numbers, NaN included', () => {
  const journal = journalOf('Add', Float32Array.of(1, NaN));
  expect(journal.agrees('Add')).toBe(true);
  expect(journal.complete).toBe(false);
  expect(journal.agrees(Float32Array.of(1, NaN))).toBe(true);
  expect(journal.complete).toBe(true);
});

it('tells another call, another number, another length, and one call more', () => {
  expect(journalOf('Add').agrees('Sub')).toBe(false);
  expect(journalOf('Add').agrees(Float32Array.of(1))).toBe(false);
  expect(journalOf(Float32Array.of(1, 2)).agrees(Float32Array.of(1, 3))).toBe(false);
  expect(journalOf(Float32Array.of(1, 2)).agrees(Float32Array.of(1))).toBe(false);
  expect(journalOf().agrees('Add')).toBe(false);
});
