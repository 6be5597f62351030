/**
 * Wraps raw pixels in an uncompressed TIFF 6.0 file, so that sharp can be told their colour profile (it
 * takes profiles from files only).
 * @param data RGBA, 8 bits, rows from the top, `width × height × 4` bytes.
 * @param profile ICC profile of those pixels.
 */
export function wrapAsTiff(data: Uint8Array, width: number, height: number, profile: Uint8Array): Buffer {
  const SHORT = 3;
  const LONG = 4;
  const UNDEFINED = 7;
  const entryCount = 12;
  const depthsOffset = 8 + 2 + entryCount * 12 + 4;
  const profileOffset = depthsOffset + 8;
  const pixelsOffset = profileOffset + profile.length;
  // Tag, type, count, value or offset; ascending tags, as the format demands.
  const entries = [
    [256, LONG, 1, width],
    [257, LONG, 1, height],
    [258, SHORT, 4, depthsOffset],
    [259, SHORT, 1, 1], // no compression
    [262, SHORT, 1, 2], // RGB
    [273, LONG, 1, pixelsOffset],
    [277, SHORT, 1, 4],
    [278, LONG, 1, height],
    [279, LONG, 1, data.length],
    [284, SHORT, 1, 1], // samples side by side
    [338, SHORT, 1, 2], // the fourth sample is alpha, not premultiplied
    [34675, UNDEFINED, profile.length, profileOffset],
  ] as const;
  const head = Buffer.alloc(profileOffset);
  head.write('II', 0, 'latin1');
  head.writeUInt16LE(42, 2);
  head.writeUInt32LE(8, 4);
  head.writeUInt16LE(entryCount, 8);
  entries.forEach(([tag, type, count, value], index) => {
    const at = 10 + index * 12;
    head.writeUInt16LE(tag, at);
    head.writeUInt16LE(type, at + 2);
    head.writeUInt32LE(count, at + 4);
    if (type === SHORT && count === 1) head.writeUInt16LE(value, at + 8);
    else head.writeUInt32LE(value, at + 8);
  });
  for (let sample = 0; sample < 4; sample += 1) head.writeUInt16LE(8, depthsOffset + sample * 2);
  return Buffer.concat([head, profile, data]);
}
