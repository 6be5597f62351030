import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useOpenPatient } from '../../../../src/renderer/features/patients/store/open-patient-store';
import {
  openFirstFound,
  searchFor,
} from '../../../../src/renderer/features/patients/store/patient-list-store';
import { photoIdOf } from '../../../helpers/memory-database';

const NAMES = ['Ada', 'Bob'];
const idOf = (name: string | undefined): string | null => (name ? photoIdOf(NAMES.indexOf(name) + 1) : null);

beforeEach(() => {
  const answers: Readonly<Record<string, (input: { readonly text: string }) => unknown>> = {
    'patients:search': ({ text }) =>
      NAMES.filter((name) => name.startsWith(text)).map((name) => ({ id: idOf(name), name })),
    'patients:record': () => ({ visits: [] }),
  };
  const request = (name: string, input: { readonly text: string }) =>
    new Promise((answer) => {
      setTimeout(() => answer({ ok: true, value: answers[name]?.(input) }), 1);
    });
  vi.stubGlobal('window', { macule: { request } });
});
afterEach(() => void vi.unstubAllGlobals());

const openName = () => NAMES.find((name) => idOf(name) === useOpenPatient.getState().patientId) ?? null;

it('opens whom the typed text finds, not whom the text before it found', async () => {
  searchFor('');
  await openFirstFound();
  expect(openName()).toBe('Ada');
  // As fast as a scanner types: nothing has been answered in between.
  searchFor('B');
  searchFor('Bo');
  await openFirstFound();
  expect(openName()).toBe('Bob');
});

it('opens nobody where the search finds nobody, or is another by then', async () => {
  useOpenPatient.setState({ patientId: null });
  searchFor('Zoe');
  await openFirstFound();
  expect(openName()).toBeNull();
  searchFor('Bob');
  const opened = openFirstFound();
  searchFor('');
  await opened;
  expect(openName()).toBeNull();
});
