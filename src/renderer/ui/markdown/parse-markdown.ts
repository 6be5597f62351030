/** A piece of a line. */
export type Inline = { readonly kind: 'text' | 'strong' | 'code'; readonly text: string };

/** The parts of Markdown that model cards are written in. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: readonly Inline[] }
  | { readonly kind: 'paragraph'; readonly text: readonly Inline[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[] }
  | {
      readonly kind: 'table';
      readonly head: readonly (readonly Inline[])[];
      readonly rows: readonly (readonly (readonly Inline[])[])[];
    }
  | { readonly kind: 'picture'; readonly name: string; readonly words: string };

const HEADING = /^(#{1,3}) (.*)$/;
const PICTURE = /^!\[([^\]]*)\]\(([\w.-]+)\)$/;
const ITEM = /^(?:-|\d+\.) (.*)$/;
const RULE = /^\|[\s:|-]+\|$/;

/** Splits a text into blocks. What is no part of the subset is shown as it is written, never dropped. */
export function parseMarkdown(text: string): readonly Block[] {
  const blocks: Block[] = [];
  for (const chunk of text.split(/\n\s*\n/)) {
    const lines = chunk.split('\n').filter((line) => line.trim() !== '');
    while (lines.length > 0) blocks.push(takeBlock(lines));
  }
  return blocks;
}

/** Takes the lines of one block off the front. */
function takeBlock(lines: string[]): Block {
  const [first = ''] = lines;
  const heading = HEADING.exec(first);
  const picture = PICTURE.exec(first.trim());
  if (heading ?? picture) lines.shift();
  if (heading) {
    const level = (heading[1] ?? '#').length as 1 | 2 | 3;
    return { kind: 'heading', level, text: inlines(heading[2] ?? '') };
  }
  if (picture) return { kind: 'picture', words: picture[1] ?? '', name: picture[2] ?? '' };
  if (first.startsWith('|')) return table(take(lines, (line) => line.startsWith('|')));
  if (ITEM.test(first)) {
    const items = take(lines, (line) => ITEM.test(line)).map((line) => inlines(ITEM.exec(line)?.[1] ?? ''));
    return { kind: 'list', ordered: !first.startsWith('-'), items };
  }
  const starts = (line: string): boolean =>
    [HEADING, ITEM].some((form) => form.test(line)) || line.startsWith('|');
  const [opening = '', ...rest] = [lines.shift() ?? '', ...take(lines, (line) => !starts(line))];
  return { kind: 'paragraph', text: inlines([opening, ...rest].join(' ')) };
}

function take(lines: string[], wanted: (line: string) => boolean): readonly string[] {
  const end = lines.findIndex((line) => !wanted(line));
  return lines.splice(0, end < 0 ? lines.length : end);
}

function table(lines: readonly string[]): Block {
  const [head, ...rows] = lines
    .filter((line) => !RULE.test(line))
    .map((line) =>
      line
        .replace(/^\||\|$/g, '')
        .split('|')
        .map((cell) => inlines(cell.trim())),
    );
  return { kind: 'table', head: head ?? [], rows };
}

/** Strong and code in a line. */
export const inlines = (line: string): readonly Inline[] =>
  line
    .split(/(\*\*[^*]+\*\*|`[^`]+`)/)
    .filter((part) => part !== '')
    .map((part): Inline => {
      if (part.startsWith('**') && part.length > 4) return { kind: 'strong', text: part.slice(2, -2) };
      return part.startsWith('`') && part.length > 2
        ? { kind: 'code', text: part.slice(1, -1) }
        : { kind: 'text', text: part };
    });
