import { readFileSync } from 'node:fs';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { Markdown } from './markdown';

/** What a text becomes, without the element around it. */
const shown = (text: string, pictures: Readonly<Record<string, string>> = {}): string =>
  renderToStaticMarkup(<Markdown text={text} pictures={pictures} />).replace(/^.*?<div[^>]*>|<\/div>$/g, '');

it('tells headings, paragraphs, lists, tables and pictures apart', () => {
  const text =
    '# Card\n\nTwo\nlines of **one**.\n\n1. first\n2. second\n\n| a | b |\n|---|--:|\n| 1 | `x` |\n\n![Seen](a.jpg)\n\n### Small';
  expect(shown(text, { 'a.jpg': 'photo://a' })).toBe(
    '<h3>Card</h3><p>Two\nlines of <strong>one</strong>.</p><ol><li>first</li><li>second</li></ol>' +
      '<table><thead><tr><th scope="col">a</th><th scope="col">b</th></tr></thead>' +
      '<tbody><tr><td>1</td><td><code>x</code></td></tr></tbody></table>' +
      '<figure><img src="photo://a" alt=""/><figcaption>Seen</figcaption></figure><h4>Small</h4>',
  );
});

it('reads lists in lists, and items of several lines', () => {
  expect(shown('- one\n  goes on\n  - *within*\n- two')).toBe(
    '<ul><li>one\ngoes on<ul><li><em>within</em></li></ul></li><li>two</li></ul>',
  );
});

it('shows HTML as it is written', () => {
  expect(shown('<img src=x onerror="alert(1)">\n\na <b>c</b> <script>d</script>')).toBe(
    '<p>&lt;img src=x onerror=&quot;alert(1)&quot;&gt;</p><p>a &lt;b&gt;c&lt;/b&gt; &lt;script&gt;d&lt;/script&gt;</p>',
  );
});

it('leads nowhere, and loads no picture but those given', () => {
  const given = { 'a.jpg': 'photo://a' };
  expect(shown('[there](https://a.example) https://b.example [run](javascript:alert)', given)).toBe(
    '<p>there https://b.example run</p>',
  );
  for (const name of ['https://a.example/x.png', '../y.jpg', 'b.jpg', '__proto__'])
    expect(shown(`![w](${name})`, given), name).toBe('<figure><figcaption>w</figcaption></figure>');
  expect(shown('> quoted ![x](a.jpg) y', given)).toBe('<blockquote><p>quoted ![x](a.jpg) y</p></blockquote>');
});

it('loses no word of the card that comes with Macule', () => {
  const card = readFileSync(new URL('../../../../assets/models/starter/CARD.md', import.meta.url), 'utf8');
  const words = (value: string) => value.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  const html = shown(card);
  expect(html.match(/<ol>/g)?.length).toBeGreaterThan(0);
  const numbers = card.match(/^\d+\. /gm)?.length ?? 0;
  // Names of pictures are no words for a reader.
  const names = [...card.matchAll(/\]\(([^)]*)\)/g)].reduce((sum, [, name = '']) => sum + words(name), 0);
  const text = html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/&(?:#x?[\da-f]+|[a-z]+);/gi, ' ');
  expect(words(text)).toBe(words(card) - numbers - names);
});
