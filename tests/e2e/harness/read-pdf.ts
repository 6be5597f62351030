import { readFile } from 'node:fs/promises';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** Number of pages and all words of a PDF. */
export async function readPdf(file: string): Promise<{ readonly pages: number; readonly text: string }> {
  const data = new Uint8Array(await readFile(file));
  const task = getDocument({ data, useSystemFonts: true, verbosity: 0 });
  const document = await task.promise;
  const words: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    words.push(...items.flatMap((item) => ('str' in item ? [item.str] : [])));
  }
  const pages = document.numPages;
  await task.destroy();
  return { pages, text: words.join(' ').replaceAll(/\s+/g, ' ') };
}
