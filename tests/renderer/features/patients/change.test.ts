import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { changeAndTell } from '../../../../src/renderer/features/patients/store/change';
import { useToasts } from '../../../../src/renderer/ui/toast-store';
import { photoIdOf } from '../../../helpers/memory-database';

/** Numbers of the actions of a main process in which each removal is one, but of what is gone already. */
let actions: number[];
let undone: unknown[];
beforeEach(() => {
  actions = [7];
  undone = [];
  useToasts.setState({ toasts: [] });
  const answers: Readonly<Record<string, (input: unknown) => unknown>> = {
    'history:newest': () => actions.at(-1),
    'patients:remove': () => {
      if (actions.length < 3) actions.push((actions.at(-1) ?? 0) + 1);
      return null;
    },
    'history:undo': (input) => {
      undone.push(input);
      return { title: 'Remove Ada' };
    },
  };
  const request = (name: string, input: unknown) =>
    Promise.resolve({ ok: true, value: answers[name]?.(input) });
  vi.stubGlobal('window', { macule: { request } });
});
afterEach(() => void vi.unstubAllGlobals());

it('offers in each message to undo what that message speaks of', async () => {
  await Promise.all([
    changeAndTell('patients:remove', { patientId: photoIdOf(1) }, 'Ada removed'),
    changeAndTell('patients:remove', { patientId: photoIdOf(2) }, 'Bob removed'),
  ]);
  const { toasts } = useToasts.getState();
  expect(toasts.map(({ title }) => title)).toEqual(['Ada removed', 'Bob removed']);
  for (const { action } of toasts) action?.run();
  expect(undone).toEqual([{ action: 8 }, { action: 9 }]);
});

it('offers nothing where nothing was changed', async () => {
  actions = [7, 8, 9];
  await changeAndTell('patients:remove', { patientId: photoIdOf(1) }, 'Ada removed');
  expect(useToasts.getState().toasts).toMatchObject([{ title: 'Ada removed', action: null }]);
});
