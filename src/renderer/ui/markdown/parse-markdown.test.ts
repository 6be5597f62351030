import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { inlines, parseMarkdown } from './parse-markdown';

it('tells headings, paragraphs, lists, tables and pictures apart', () => {
  const text =
    '# Card\n\nTwo\nlines of **one**.\n\n1. first\n2. second\n\n| a | b |\n|---|--:|\n| 1 | `x` |\n\n![Seen](a.jpg)';
  expect(parseMarkdown(text)).toEqual([
    { kind: 'heading', level: 1, text: inlines('Card') },
    {
      kind: 'paragraph',
      text: [
        { kind: 'text', text: 'Two lines of ' },
        { kind: 'strong', text: 'one' },
        { kind: 'text', text: '.' },
      ],
    },
    { kind: 'list', ordered: true, items: [inlines('first'), inlines('second')] },
    {
      kind: 'table',
      head: [inlines('a'), inlines('b')],
      rows: [[inlines('1'), [{ kind: 'code', text: 'x' }]]],
    },
    { kind: 'picture', words: 'Seen', name: 'a.jpg' },
  ]);
});

it('shows what it does not know as it is written', () => {
  expect(parseMarkdown('> quoted *a* ![x](../y.jpg)')).toEqual([
    { kind: 'paragraph', text: inlines('> quoted *a* ![x](../y.jpg)') },
  ]);
  expect(inlines('a ** b ` c')).toEqual([{ kind: 'text', text: 'a ** b ` c' }]);
});

it('loses no word of the card that comes with Macule', () => {
  const card = readFileSync(new URL('../../../../assets/models/starter/CARD.md', import.meta.url), 'utf8');
  const words = (value: string) => value.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  const shown = (value: unknown): string =>
    typeof value === 'string'
      ? value
      : Array.isArray(value)
        ? value.map(shown).join(' ')
        : value !== null && typeof value === 'object'
          ? Object.entries(value)
              .map(([name, part]) => (name === 'kind' || name === 'level' ? '' : shown(part)))
              .join(' ')
          : '';
  const numbers = card.match(/^\d+\. /gm)?.length ?? 0;
  const ordered = parseMarkdown(card).filter((block) => block.kind === 'list').length;
  expect(ordered).toBeGreaterThan(1);
  expect(words(shown(parseMarkdown(card)))).toBe(words(card) - numbers);
});
