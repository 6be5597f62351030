import type { Box } from '../../shared/geometry/box';
import type { RgbImage } from '../../shared/photo/rgb-image';
import { sharp } from './sharp-instance';
import { strokeWords, strokeWordsWidth } from './stroke-words';

/** A box on a picture of a contact sheet, in the picture's pixels. */
export interface SheetMark {
  readonly box: Box;
  readonly word: string;
  /** sRGB hexadecimal. */
  readonly colour: string;
}

export interface SheetPicture {
  readonly image: RgbImage;
  readonly marks: readonly SheetMark[];
  /** Said beneath the picture. */
  readonly caption: string;
}

export interface SheetLegend {
  readonly word: string;
  readonly colour: string;
  readonly count: number;
}

const GAP = 8;
const CAPTION = 24;
const LEGEND_ROW = 30;
const CAPTION_LETTERS = 9;
const LEGEND_LETTERS = 13;
const WORD_LETTERS = 7;
const BACKGROUND = { r: 24, g: 26, b: 30 };
const PALE = '#e6e8ea';
const HALO = 'stroke="#000000" stroke-opacity="0.75"';
const JPEG = { quality: 92, chromaSubsampling: '4:4:4' } as const;

/**
 * Pictures side by side, with boxes, words and colours and a legend above.
 * @param pictures at least one, all of one size.
 * @param columns at least 1.
 * @returns a JPEG, without metadata.
 */
export async function contactSheet(
  pictures: readonly SheetPicture[],
  legend: readonly SheetLegend[],
  columns: number,
): Promise<Buffer> {
  const first = pictures[0];
  if (first === undefined) throw new RangeError('A contact sheet has at least one picture.');
  const { width, height } = first.image;
  const across = Math.min(columns, pictures.length);
  const sheetWidth = across * (width + GAP) + GAP;
  const rows = legendRows(legend, sheetWidth);
  const top = rows.length * LEGEND_ROW + GAP;
  const places = pictures.map((_, index) => ({
    left: GAP + (index % across) * (width + GAP),
    top: top + Math.floor(index / across) * (height + CAPTION),
  }));
  const sheetHeight = top + Math.ceil(pictures.length / across) * (height + CAPTION);
  const overlays = await Promise.all(pictures.map(marksOn));
  return sharp({
    create: { width: sheetWidth, height: sheetHeight, channels: 3, background: BACKGROUND },
    limitInputPixels: false,
  })
    .composite([
      ...pictures.map(({ image: { data } }, index) => ({
        input: Buffer.from(data.buffer, data.byteOffset, data.byteLength),
        raw: { width, height, channels: 3 as const },
        ...place(places, index),
      })),
      ...overlays.map((input, index) => ({ input, ...place(places, index) })),
      { input: Buffer.from(frameSvg(sheetWidth, sheetHeight, rows, pictures, places)), left: 0, top: 0 },
    ])
    .jpeg(JPEG)
    .toBuffer();
}

interface Place {
  readonly left: number;
  readonly top: number;
}

const place = (places: readonly Place[], index: number): Place => places[index] ?? { left: 0, top: 0 };

/** The boxes of one picture, cut at its edges. */
const marksOn = ({ image: { width, height }, marks }: SheetPicture): Promise<Buffer> =>
  sharp(Buffer.from(marksSvg(width, height, marks)))
    .png()
    .toBuffer();

function marksSvg(width: number, height: number, marks: readonly SheetMark[]): string {
  const words: Box[] = [];
  const drawn = marks.map(({ box, word, colour }, index) => {
    const outline = `<rect x="${at(box.x)}" y="${at(box.y)}" width="${at(box.width)}" height="${at(box.height)}"/>`;
    const others = marks.filter((_, other) => other !== index).map((other) => other.box);
    const room = roomForWord(word, box, width, height, [...words, ...others]);
    if (room) words.push(room);
    const path = room ? `<path d="${strokeWords(word, room.x, room.y, WORD_LETTERS)}"/>` : '';
    return (
      `<g ${HALO} stroke-width="3">${outline}${path}</g>` +
      `<g stroke="${colour}" stroke-width="1.2">${outline}${path}</g>`
    );
  });
  return svg(width, height, drawn.join(''));
}

/** Above the box, or beneath it; null where other words or boxes are in the way: the colour says it too. */
function roomForWord(
  word: string,
  box: Box,
  width: number,
  height: number,
  taken: readonly Box[],
): Box | null {
  const length = strokeWordsWidth(word) * WORD_LETTERS;
  const x = Math.max(1, Math.min(box.x, width - length - 1));
  const above = box.y - WORD_LETTERS - 3;
  const beneath = box.y + box.height + 3;
  for (const y of [above, beneath]) {
    const room = { x, y, width: length, height: WORD_LETTERS };
    if (y >= 1 && y + WORD_LETTERS < height && !taken.some((other) => touch(room, other))) return room;
  }
  return null;
}

const touch = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width + 2 && b.x < a.x + a.width + 2 && a.y < b.y + b.height + 2 && b.y < a.y + a.height + 2;

interface LegendPlace extends SheetLegend {
  readonly text: string;
  readonly x: number;
}

function legendRows(legend: readonly SheetLegend[], width: number): readonly (readonly LegendPlace[])[] {
  const rows: LegendPlace[][] = [[]];
  let x = GAP;
  for (const entry of legend) {
    const text = `${entry.word} ${entry.count}`;
    const length = strokeWordsWidth(text) * LEGEND_LETTERS + 22 + 3 * GAP;
    if (x > GAP && x + length > width) {
      rows.push([]);
      x = GAP;
    }
    rows.at(-1)?.push({ ...entry, text, x });
    x += length;
  }
  return rows;
}

function frameSvg(
  width: number,
  height: number,
  rows: readonly (readonly LegendPlace[])[],
  pictures: readonly SheetPicture[],
  places: readonly Place[],
): string {
  const legend = rows.flatMap((row, index) =>
    row.map(({ text, colour, x }) => {
      const y = GAP + index * LEGEND_ROW;
      const words = strokeWords(text, x + 22, y + 2, LEGEND_LETTERS);
      return `<g stroke="${colour}" stroke-width="2"><rect x="${at(x + 1)}" y="${at(y + 1)}" width="14" height="14"/><path d="${words}" stroke-width="1.5"/></g>`;
    }),
  );
  const captions = pictures.map(({ caption, image }, index) => {
    const { left, top } = place(places, index);
    const fitting = caption.slice(0, Math.floor((image.width / CAPTION_LETTERS) * (6 / 5.6)));
    return `<path stroke="${PALE}" stroke-width="1.1" d="${strokeWords(fitting, left, top + image.height + 5, CAPTION_LETTERS)}"/>`;
  });
  return svg(width, height, [...legend, ...captions].join(''));
}

const svg = (width: number, height: number, content: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" fill="none" stroke-linecap="round" stroke-linejoin="round">${content}</svg>`;

const at = (value: number): string => value.toFixed(2);
