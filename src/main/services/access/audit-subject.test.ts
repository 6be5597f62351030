import { expect, it } from 'vitest';
import { auditSubject } from './audit-subject';

it('names what a request concerns by its ids, and never by its words', () => {
  expect(auditSubject({ patientId: 'p', details: { name: 'Zoë' } })).toBe('p');
  expect(auditSubject({ earlierPhotoId: 'a', laterPhotoId: 'b' })).toBe('a b');
  expect(auditSubject({ photoIds: ['a', 'b', 'c'], visitId: null })).toBe('a b c');
  expect(auditSubject({ keptId: 'a', duplicateId: 'b' })).toBe('a b');
  expect(auditSubject({ name: 'Zoë', text: 'secret' })).toBeNull();
  expect(auditSubject({ id: 'x'.repeat(65) })).toBeNull();
  expect([null, 5, 'text', []].map((input) => auditSubject(input))).toEqual([null, null, null, null]);
});

it('names something new by the id that it was given', () => {
  expect(auditSubject({ patientId: null, details: { name: 'Zoë' } }, { id: 'new' })).toBe('new');
  expect(auditSubject({ patientId: 'known' }, { id: 'other' })).toBe('known');
  expect(auditSubject({}, { title: 'Confirm', recordIds: ['a', 'b'] })).toBe('a b');
  expect(auditSubject({}, 'a sentence')).toBeNull();
});
