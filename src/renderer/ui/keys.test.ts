import { afterEach, describe, expect, it, vi } from 'vitest';
import { listenToStrayKeys, takesKey } from './keys';

const press = (key: string, ctrlKey = false) => ({ key, ctrlKey, metaKey: false });
const undo = press('z', true);
const input = (type: string) => ({ tagName: 'INPUT', type });

describe('the control that has the focus', () => {
  it('takes every key where something is written in it', () => {
    for (const control of [input('text'), input('number'), { tagName: 'TEXTAREA' }, { tagName: 'DIV' }])
      for (const key of [undo, press('h'), press('Escape')]) expect(takesKey(control, key)).toBe(true);
  });

  it('leaves undo, and the letters of the screen, where nothing is written in it', () => {
    for (const control of [input('checkbox'), input('radio'), input('range'), { tagName: 'BUTTON' }])
      for (const key of [undo, press('h'), press('p'), press('Delete'), press('Escape')])
        expect(takesKey(control, key)).toBe(false);
  });

  it('keeps the keys that it is worked by', () => {
    expect(takesKey(input('checkbox'), press(' '))).toBe(true);
    expect(takesKey(input('range'), press('ArrowLeft'))).toBe(true);
    expect(takesKey({ tagName: 'BUTTON' }, press('Enter'))).toBe(true);
    expect(takesKey({ tagName: 'SUMMARY' }, press('Enter'))).toBe(true);
    expect(takesKey({ tagName: 'SUMMARY' }, press('p'))).toBe(false);
  });

  it('is searched by letters where it is a choice, but leaves undo', () => {
    expect(takesKey({ tagName: 'SELECT' }, press('p'))).toBe(true);
    expect(takesKey({ tagName: 'SELECT' }, undo)).toBe(false);
  });
});

describe('keys while no control has the focus', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('are heard on the page itself, but not over a dialog, and not where something has taken them', () => {
    let dialog: object | null = null;
    class Element {
      readonly ownerDocument = { querySelector: () => dialog };
      readonly closest = () => null;
    }
    const [body, elsewhere] = [new Element(), new Element()];
    let told: (event: object) => void = () => undefined;
    vi.stubGlobal('Element', Element);
    vi.stubGlobal('document', {
      body,
      addEventListener: (_: string, listener: typeof told) => (told = listener),
      removeEventListener: () => undefined,
    });
    const heard: string[] = [];
    const stop = listenToStrayKeys(({ key }) => heard.push(key));
    told({ key: 'p', target: body });
    told({ key: 'c', target: elsewhere });
    told({ key: 'u', target: body, defaultPrevented: true });
    dialog = {};
    told({ key: 'n', target: body });
    expect(heard).toEqual(['p']);
    stop();
  });
});
