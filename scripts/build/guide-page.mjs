import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as markdown from 'prettier/plugins/markdown';

/**
 * A node of Markdown as Prettier's parser gives it.
 * @typedef {object} MarkdownNode
 * @property {string} type
 * @property {readonly MarkdownNode[]} [children]
 * @property {string} [value]
 * @property {number} [depth]
 * @property {boolean} [ordered]
 * @property {string} [url]
 * @property {string} [alt]
 */

/** Folder, from the repository, of the guide's pictures. */
const PICTURES = 'docs/guide';

/**
 * Makes the user guide a page of the app: `docs/guide.md` as HTML without scripts, its pictures beside it.
 * @param {string} repository
 * @returns {import('vite').Plugin}
 */
export const guidePage = (repository) => ({
  name: 'guide-page',
  apply: 'build',
  async generateBundle() {
    const source = readFileSync(join(repository, 'docs/guide.md'), 'utf8');
    const style = ['tokens.css', '../guide/guide.css'].map((file) =>
      readFileSync(join(repository, 'src/renderer/ui', file), 'utf8'),
    );
    this.emitFile({ type: 'asset', fileName: 'guide.html', source: await guideHtml(source) });
    this.emitFile({ type: 'asset', fileName: 'guide/guide.css', source: style.join('\n') });
    for (const picture of readdirSync(join(repository, PICTURES))) {
      const bytes = readFileSync(join(repository, PICTURES, picture));
      this.emitFile({ type: 'asset', fileName: `guide/${basename(picture)}`, source: bytes });
    }
  },
});

/**
 * @param {string} source Markdown
 * @returns {Promise<string>} a page that needs nothing but its style sheet and pictures
 */
export async function guideHtml(source) {
  const { parsers } = markdown;
  // The options are the printer's; reading needs none.
  const root = await parsers.markdown.parse(source, /** @type {any} */ ({}));
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Macule – Guide</title>
<link rel="stylesheet" href="guide/guide.css"></head><body><main>${html(root)}</main></body></html>`;
}

/** Elements that hold what their node holds. @type {Readonly<Record<string, string>>} */
const ELEMENTS = {
  paragraph: 'p',
  strong: 'strong',
  emphasis: 'em',
  listItem: 'li',
  table: 'table',
  tableRow: 'tr',
  tableCell: 'td',
  blockquote: 'blockquote',
};

/**
 * @param {MarkdownNode} node
 * @returns {string}
 */
function html(node) {
  const { type, children = [], value = '', url = '' } = node;
  const inside = () => children.map(html).join('');
  const element = ELEMENTS[type];
  if (element !== undefined) return `<${element}>${inside()}</${element}>`;
  switch (type) {
    case 'root':
      return inside();
    case 'heading':
      return `<h${node.depth} id="${anchor(textOf(node))}">${inside()}</h${node.depth}>`;
    case 'list':
      return node.ordered ? `<ol>${inside()}</ol>` : `<ul>${inside()}</ul>`;
    case 'text':
    case 'sentence':
    case 'word':
    case 'whitespace':
      return children.length > 0 ? inside() : escaped(value);
    case 'inlineCode':
      return `<code>${escaped(value)}</code>`;
    case 'code':
      return `<pre>${escaped(value)}</pre>`;
    case 'break':
      return '<br>';
    case 'image':
      return `<img src="${escaped(url)}" alt="${escaped(node.alt ?? '')}">`;
    case 'link':
      // The guide is read offline: what lies outside it is named, not led to.
      return url.startsWith('#') ? `<a href="${escaped(url)}">${inside()}</a>` : inside();
    default:
      throw new Error(`The guide has “${type}” in it, which its page cannot show.`);
  }
}

/**
 * @param {MarkdownNode} node
 * @returns {string}
 */
const textOf = ({ value = '', children = [] }) => value + children.map(textOf).join('');

/** The name that a heading has as the end of a link, as on GitHub. @param {string} text */
const anchor = (text) =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');

/** @param {string} text */
const escaped = (text) => text.replaceAll(/[&<>"]/g, (character) => `&#${character.codePointAt(0)};`);
