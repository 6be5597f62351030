import type { Random } from '../../src/shared/random';

/** Numbers that lengths, counts and sizes are likely to stumble over. */
const EDGES = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff];
const WORDS = [
  'null',
  '-1',
  '1e999',
  '[]',
  '{}',
  '"\\u0000"',
  '../',
  '%00',
  '\0',
  '9'.repeat(40),
  '[['.repeat(50),
];

const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;

/** One to four changes of a file such as an attacker, a bad drive or a broken program makes. */
export function mutate(seed: Uint8Array, random: Random): Uint8Array {
  let bytes = Buffer.from(seed);
  const changes = 1 + Math.floor(random() * 4);
  for (let change = 0; change < changes; change += 1)
    bytes = Buffer.from(pick(random, MUTATIONS)(bytes, random));
  return bytes;
}

const place = (bytes: Buffer, random: Random): number =>
  // Headers hold the lengths: half of all changes go there.
  Math.floor(random() * (random() < 0.5 ? Math.min(bytes.length, 200) : bytes.length));

const MUTATIONS: readonly ((bytes: Buffer, random: Random) => Buffer)[] = [
  (bytes, random) => {
    if (bytes.length === 0) return bytes;
    const at = place(bytes, random);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
    return bytes;
  },
  (bytes, random) => {
    const at = place(bytes, random);
    for (let index = at; index < Math.min(bytes.length, at + 16); index += 1)
      bytes[index] = Math.floor(random() * 256);
    return bytes;
  },
  (bytes, random) => {
    if (bytes.length < 8) return bytes;
    const at = Math.min(bytes.length - 4, place(bytes, random));
    const edge = pick(random, EDGES);
    if (random() < 0.5) bytes.writeUInt32BE(edge, at);
    else bytes.writeUInt32LE(edge, at);
    return bytes;
  },
  (bytes, random) => bytes.subarray(0, place(bytes, random)),
  (bytes, random) => {
    const [from, length] = [place(bytes, random), Math.floor(random() * 400)];
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + length)]);
  },
  (bytes, random) => {
    const from = place(bytes, random);
    const piece = bytes.subarray(from, from + Math.floor(random() * 400));
    return Buffer.concat([bytes.subarray(0, from), piece, piece, bytes.subarray(from)]);
  },
  (bytes, random) => {
    const at = place(bytes, random);
    return Buffer.concat([bytes.subarray(0, at), Buffer.from(pick(random, WORDS)), bytes.subarray(at)]);
  },
];
