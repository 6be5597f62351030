import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { listenToAppKeys } from '../../../src/renderer/app/use-app-keys';
import { useSecurity } from '../../../src/renderer/features/security/security-store';
import type { Protection } from '../../../src/shared/ipc/library';
import { photoIdOf } from '../../helpers/memory-database';

/** The control that has the focus, as far as keys ask it. */
class Control {
  constructor(
    readonly tagName: string,
    private readonly inDialog: boolean,
    readonly type = 'text',
  ) {}
  readonly ownerDocument = { querySelector: () => (this.inDialog ? this : null) };
  readonly closest = (): this | null => (this.tagName === 'DIV' ? null : this);
}

let asked: string[];
let press: (key: string, target: Control) => void;
let end: () => void;
beforeEach(() => {
  asked = [];
  vi.stubGlobal('Element', Control);
  vi.stubGlobal('window', {
    addEventListener: (_: string, listener: (event: unknown) => void) => {
      press = (key, target) =>
        listener({ key, target, ctrlKey: true, preventDefault: () => undefined, isComposing: false });
    },
    removeEventListener: () => undefined,
    macule: {
      request: (name: string) => {
        asked.push(name);
        return Promise.resolve({ ok: true, value: null });
      },
    },
  });
  end = listenToAppKeys();
});
afterEach(() => {
  end();
  vi.unstubAllGlobals();
});

const signedIn = (name: string | null): void => {
  const user = name === null ? null : { id: photoIdOf(9), name, role: 'clinician' as const };
  useSecurity.setState({ protection: { state: 'loaded', value: { user } as Protection }, showDialog: false });
};

it('locks at once wherever the focus is, in a text field and over a dialog too', () => {
  signedIn('Dr. Ito');
  for (const target of [new Control('DIV', false), new Control('TEXTAREA', false), new Control('DIV', true)])
    press('l', target);
  expect(asked).toEqual(['library:lock', 'library:lock', 'library:lock']);
});

it('takes back what was done while the focus is on a choice, a switch or a slider, but not where something is written', () => {
  signedIn(null);
  const fields = [
    ['SELECT', ''],
    ['INPUT', 'checkbox'],
    ['INPUT', 'range'],
    ['INPUT', 'text'],
  ] as const;
  for (const [tagName, type] of fields) press('z', new Control(tagName, false, type));
  expect(asked).toEqual(['history:undo', 'history:undo', 'history:undo']);
});

it('opens nothing over a dialog where there is no passphrase to lock by', () => {
  signedIn(null);
  press('l', new Control('DIV', true));
  expect(useSecurity.getState().showDialog).toBe(false);
  press('l', new Control('DIV', false));
  expect(useSecurity.getState().showDialog).toBe(true);
  expect(asked).toEqual([]);
});
