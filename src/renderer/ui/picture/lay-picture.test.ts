import { expect, it } from 'vitest';
import { layPicture } from './lay-picture';

it('shows the full picture on top, also where it came before the one for the screen', () => {
  for (const order of [
    ['screen', 'full'],
    ['full', 'screen'],
  ] as const) {
    const laid: unknown[] = [];
    const holder = {
      append: (node: unknown) => void laid.push(node),
      prepend: (node: unknown) => void laid.unshift(node),
    };
    for (const rendition of order) layPicture(holder, { alt: rendition } as HTMLImageElement, rendition);
    expect(laid).toEqual([{ alt: 'screen' }, { alt: 'full' }]);
  }
});
