/**
 * Packs a flat list of files into an ASAR archive: a Chromium pickle of the JSON directory, then the contents.
 * @param {Readonly<Record<string, string>>} files text by name
 */
export function packAsar(files) {
  /** @type {Record<string, {size: number, offset: string}>} */
  const directory = {};
  const contents = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const bytes = Buffer.from(text);
    directory[name] = { size: bytes.length, offset: String(offset) };
    contents.push(bytes);
    offset += bytes.length;
  }
  const json = Buffer.from(JSON.stringify({ files: directory }));
  const padded = Math.ceil(json.length / 4) * 4;
  const header = Buffer.alloc(16 + padded);
  header.writeUInt32LE(4, 0);
  header.writeUInt32LE(padded + 8, 4);
  header.writeUInt32LE(padded + 4, 8);
  header.writeUInt32LE(json.length, 12);
  json.copy(header, 16);
  return Buffer.concat([header, ...contents]);
}
