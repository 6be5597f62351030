import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { MODEL_FILES } from '../../shared/engine/model-files';
import { packModel, unpackModel, type ModelContents } from './model-file';
import { fingerprintOf, isSignedBy, SigningKey } from './signing-key';

const key = new SigningKey(new Uint8Array(32).fill(7));
const signing = { key, now: new Date('2026-01-02T03:04:05Z'), appVersion: '0.1.0' };
const weights = Uint8Array.from({ length: 500 }, (_, index) => index % 251);
const sha256 = createHash('sha256').update(weights).digest('hex');
const description = {
  ...{ id: 'clinic-1', title: 'Ours', task: 'lesion-detector', trainedAt: '2026-01-01T00:00:00.000Z' },
  weightsSha256: sha256,
};
const bytes = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));
const contents = (described: unknown = description): ModelContents =>
  new Map([
    [MODEL_FILES.description, bytes(described)],
    [MODEL_FILES.weights, weights],
    [MODEL_FILES.card, Buffer.from('# Ours')],
  ]);
const file = packModel(contents(), signing);

/** The message with which a file is refused. */
function refusal(changed: Uint8Array): string {
  try {
    unpackModel(changed, 'a.macule-model');
  } catch (thrown) {
    return (thrown as Error).message;
  }
  return 'opened';
}

it('signs as the same library always, and as another for another key', () => {
  expect(new SigningKey(new Uint8Array(32).fill(7)).publicKey).toEqual(key.publicKey);
  const other = new SigningKey(new Uint8Array(32).fill(8));
  expect(other.publicKey).not.toEqual(key.publicKey);
  const message = Buffer.from('a message');
  expect(isSignedBy(key.publicKey, message, key.sign(message))).toBe(true);
  expect(isSignedBy(other.publicKey, message, key.sign(message))).toBe(false);
  expect(fingerprintOf(key.publicKey)).toMatch(/^([0-9A-F]{4} ){7}[0-9A-F]{4}$/);
});

it('opens what was packed, byte by byte', () => {
  const opened = unpackModel(file, 'a.macule-model');
  expect(opened.description).toEqual(description);
  expect([...opened.contents].map(([name, content]) => [name, Buffer.from(content)])).toEqual(
    [...contents()].map(([name, content]) => [name, Buffer.from(content)]),
  );
  expect(opened.signer).toEqual(Buffer.from(key.publicKey));
});

it('is refused once any byte is another, missing or one too many', () => {
  for (let at = 0; at < file.length; at += 1) {
    const changed = Uint8Array.from(file);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(refusal(changed)).not.toBe('opened');
  }
  for (const length of [0, 10, 20, 200, file.length - 1])
    expect(refusal(file.subarray(0, length))).not.toBe('opened');
  expect(refusal(Buffer.concat([file, Buffer.from('x')]))).toContain('not as it was signed');
});

it('says why: no model, newer, other lesion types, weights that are not its own', () => {
  expect(refusal(Buffer.from('%PDF-1.7'))).toContain('no model file');
  const newer = Buffer.from(file);
  newer.write('MACULE MODEL 2\n', 'latin1');
  expect(refusal(newer)).toContain('newer version');
  expect(refusal(resigned((manifest) => ({ ...manifest, lesionTypes: ['macule', 'plaque'] })))).toContain(
    'other lesion types apart (macule, plaque)',
  );
  const foreign = packModel(contents({ ...description, weightsSha256: 'a'.repeat(64) }), signing);
  expect(refusal(foreign)).toContain('do not belong together');
  expect(refusal(packModel(contents({ ...description, trainedAt: '../../..' }), signing))).not.toBe('opened');
});

it('holds no name of a folder that the model learned from or was calibrated on', () => {
  const training = {
    seed: 8,
    datasets: [{ name: 'Anna Schmidt 2024', photos: 12 }],
    calibration: { photos: 5, datasets: ['Anna Schmidt left'] },
  };
  const given = unpackModel(packModel(contents({ ...description, training }), signing), 'a.macule-model');
  expect(given.description['training']).toEqual({
    ...{ seed: 8, datasets: [{ photos: 12 }], calibration: { photos: 5 } },
  });
  const { calibration } = training;
  const calibrated = packModel(contents({ ...description, training: { calibration } }), signing);
  expect(Buffer.from(calibrated).includes('Schmidt')).toBe(false);
});

/** The file with another manifest, signed as it should be: what a person with a key could make. */
function resigned(change: (manifest: object) => object): Uint8Array {
  const begin = 'MACULE MODEL 1\n'.length + 4;
  const end = begin + Buffer.from(file).readUInt32LE(begin - 4);
  const manifest = change(JSON.parse(Buffer.from(file.subarray(begin, end)).toString()) as object);
  const text = Buffer.from(JSON.stringify(manifest));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  const signed = Buffer.concat([Buffer.from('MACULE MODEL 1\n'), length, text]);
  return Buffer.concat([signed, key.sign(signed), file.subarray(end + 64)]);
}
