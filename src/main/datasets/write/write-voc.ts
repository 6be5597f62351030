import { parse } from 'node:path';
import { DOMImplementation, XMLSerializer, type Document, type Element } from '@xmldom/xmldom';
import type { DatasetLabel, Split } from '../dataset';
import { onGrid } from '../label-box';
import { SEED_CLASSES } from '../seed-row';
import { pixelText, type FormatWriter, type OutgoingPhoto } from './outgoing';

/**
 * One Pascal VOC file beside each picture. A class list above the splits keeps the order of the classes, which
 * the format itself cannot.
 */
export const vocWriter: FormatWriter = {
  pictureFolder: (split) => split,
  labelFolder: (split) => split,
  refersAnywhere: true,
  textFiles: ({ classes, splits }) => [
    { path: SEED_CLASSES, text: classes.map((name) => `${name}\n`).join('') },
    ...[...splits].flatMap(([split, photos]) =>
      photos.map((photo) => ({
        path: `${split}/${parse(photo.name).name}.xml`,
        text: documentOf(photo, split),
      })),
    ),
  ],
};

type Content = string | readonly (readonly [tag: string, content: Content])[];

function documentOf({ photo, name, reference, size }: OutgoingPhoto, split: Split): string {
  const document = new DOMImplementation().createDocument(null, 'annotation', null);
  const content: Content = [
    ['folder', split],
    ['filename', name],
    ...(reference === name ? [] : [['path', reference] as const]),
    ...(size === null
      ? []
      : [
          [
            'size',
            [
              ['width', `${size.width}`],
              ['height', `${size.height}`],
              ['depth', '3'],
            ],
          ] as const,
        ]),
    ['segmented', '0'],
    ...photo.labels.map((label) => ['object', objectOf(label)] as const),
  ];
  if (document.documentElement !== null) fill(document, document.documentElement, content, '\n');
  return `${new XMLSerializer().serializeToString(document)}\n`;
}

const objectOf = ({ label, box }: DatasetLabel): Content => [
  ['name', label],
  ['pose', 'Unspecified'],
  ['truncated', '0'],
  ['difficult', '0'],
  [
    'bndbox',
    [
      ['xmin', pixelText(box.x)],
      ['ymin', pixelText(box.y)],
      ['xmax', pixelText(onGrid(box.x + box.width))],
      ['ymax', pixelText(onGrid(box.y + box.height))],
    ],
  ],
];

/** Fills an element, each child on a line of its own. */
function fill(document: Document, parent: Element, content: Content, lineBreak: string): void {
  if (typeof content === 'string') {
    parent.appendChild(document.createTextNode(content));
    return;
  }
  for (const [tag, inner] of content) {
    const child = document.createElement(tag);
    parent.appendChild(document.createTextNode(`${lineBreak}  `));
    parent.appendChild(child);
    fill(document, child, inner, `${lineBreak}  `);
  }
  parent.appendChild(document.createTextNode(lineBreak));
}
