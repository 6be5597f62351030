import { afterEach, expect, it, vi } from 'vitest';
import { fileConfirmed, useSorting } from '../../../../src/renderer/features/patients/sorting/sorting-store';
import type { Target } from '../../../../src/renderer/features/patients/sorting/sorting';
import type { PhotoSummary } from '../../../../src/shared/photo/photo';
import { photoIdOf } from '../../../helpers/memory-database';

const photo: PhotoSummary = {
  ...{ id: photoIdOf(1), fileName: 'a.jpg', width: 1, height: 1, referenceCount: 0, confirmed: false },
  ...{ importedAt: '2025-03-02T10:00:00.000Z', takenAt: '2025-03-01T09:00:00' },
  analysis: { state: 'none' },
};
const target: Target = {
  ...{ patient: { id: photoIdOf(9), name: 'Ada' }, visitId: null, date: '2025-03-01' },
  by: 'choice',
};

afterEach(() => void vi.unstubAllGlobals());

it('puts sittings into the records once, however often the button is pressed before they have left the screen', async () => {
  let filed = 0;
  const answers: Readonly<Record<string, () => unknown>> = {
    'photographs:file': () => {
      filed += 1;
      return null;
    },
    'photographs:sittings': () => ({ total: 0, sittings: [] }),
    'history:newest': () => filed,
  };
  const request = (name: string) =>
    new Promise((answer) => {
      setTimeout(() => answer({ ok: true, value: answers[name]?.() }), 1);
    });
  vi.stubGlobal('window', { macule: { request } });
  const item = { key: photo.id, photos: [photo], target, confirmed: true, isTouched: true };
  useSorting.setState({ items: [item] });
  await Promise.all([fileConfirmed(), fileConfirmed()]);
  expect(filed).toBe(1);
  // What is confirmed next is not held up.
  expect(useSorting.getState()).toMatchObject({ items: [], isFiling: false });
  useSorting.setState({ items: [item] });
  await fileConfirmed();
  expect(filed).toBe(2);
});
