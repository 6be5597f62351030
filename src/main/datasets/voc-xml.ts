import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { DOMParser, type Element } from '@xmldom/xmldom';
import { className } from './class-list';
import type { PixelSize } from './label-box';
import type { Box } from '../../shared/geometry/box';

/** One `<object>`, not yet cut to its photo. */
export interface VocObject {
  readonly line: number;
  readonly label: string;
  readonly box: Box;
}

export interface VocLine {
  readonly line: number;
  readonly message: string;
}

export interface VocDocument {
  readonly fileName: string;
  readonly path: string;
  readonly classes: readonly string[];
  readonly size: PixelSize | null;
  readonly objects: readonly VocObject[];
  readonly problems: readonly VocLine[];
  /** Fields that hold something and are not kept. */
  readonly unkept: readonly string[];
}

const HEADER_BYTES = 1024;
const KEPT: ReadonlySet<string> = new Set(['name', 'bndbox']);
const SAYS_NOTHING = /^(0|unspecified|)$/i;

/**
 * Parses one Pascal VOC file. Corners are taken as continuous coordinates from 0, as today's tools write them;
 * the files of the 2005–2012 challenges count pixels from 1, which shifts their boxes by one pixel.
 * @returns a problem where the text is no such file.
 */
export function parseVoc(text: string): VocDocument | VocLine {
  const root = parseRoot(text);
  if ('message' in root) return root;
  if (root.tagName !== 'annotation') return { line: 1, message: 'not a Pascal VOC file' };
  const objects: VocObject[] = [];
  const problems: VocLine[] = [];
  const unkept: string[] = [];
  for (const element of children(root, 'object')) {
    const line = element.lineNumber ?? 1;
    const object = parseObject(element, line);
    if ('message' in object) problems.push(object);
    else objects.push(object);
    for (const field of allChildren(element))
      if (!KEPT.has(field.tagName) && !SAYS_NOTHING.test((field.textContent ?? '').trim()))
        unkept.push(field.tagName);
  }
  const size = children(root, 'size')[0];
  const [width, height] = [Number(textOf(size, 'width')), Number(textOf(size, 'height'))];
  return {
    fileName: textOf(root, 'filename'),
    path: textOf(root, 'path'),
    classes: [...new Set(objects.map(({ label }) => label))],
    size: width > 0 && height > 0 ? { width, height } : null,
    objects,
    problems,
    unkept,
  };
}

function parseRoot(text: string): Element | VocLine {
  let line = 1;
  try {
    const document = new DOMParser({
      onError: (_level, message, context: { readonly locator?: { readonly lineNumber?: number } }) => {
        line = context.locator?.lineNumber ?? line;
        throw new Error(message);
      },
      normalizeLineEndings: (source) => source.replace(/\r\n?/g, '\n'),
    }).parseFromString(text.replace(/^\uFEFF/, ''), 'text/xml');
    return document.documentElement ?? { line, message: 'not a Pascal VOC file' };
  } catch (error) {
    return { line, message: `not valid XML: ${(error as Error).message}` };
  }
}

function parseObject(element: Element, line: number): VocObject | VocLine {
  const label = className(textOf(element, 'name'));
  if (label === '') return { line, message: 'an object has no name' };
  const bounds = children(element, 'bndbox')[0];
  const texts = ['xmin', 'ymin', 'xmax', 'ymax'].map((side) => textOf(bounds, side));
  if (texts.some((text) => text === '' || !Number.isFinite(Number(text))))
    return { line, message: `the object "${label}" has no box of four numbers` };
  const [left = NaN, top = NaN, right = NaN, bottom = NaN] = texts.map(Number);
  return { line, label, box: { x: left, y: top, width: right - left, height: bottom - top } };
}

const allChildren = (parent: Element): readonly Element[] =>
  [...parent.childNodes].filter((node): node is Element => node.nodeType === node.ELEMENT_NODE);

const children = (parent: Element | undefined, tag: string): readonly Element[] =>
  parent === undefined ? [] : allChildren(parent).filter(({ tagName }) => tagName === tag);

const textOf = (parent: Element | undefined, tag: string): string =>
  (children(parent, tag)[0]?.textContent ?? '').trim();

/** True where a folder's first XML file is a Pascal VOC one. */
export async function hasVocLabels(folder: string, fileNames: readonly string[]): Promise<boolean> {
  const first = fileNames.find((name) => /\.xml$/i.test(name));
  if (first === undefined) return false;
  const handle = await open(join(folder, first), 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEADER_BYTES), 0, HEADER_BYTES, 0);
    return /<annotation[\s>]/.test(buffer.toString('utf8', 0, bytesRead));
  } finally {
    await handle.close();
  }
}
