import { InferenceSession, Tensor } from 'onnxruntime-node';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { encodeModel } from '../../../../src/main/engine/compiler/onnx/encode';
import { OnnxWriter } from '../../../../src/main/engine/compiler/onnx/onnx-writer';
import { reducePhoto } from '../../../../src/main/engine/export/reduce-photo';
import { decodePicture } from '../../../../src/main/imaging/decode-picture';
import type { RgbImage } from '../../../../src/shared/photo/rgb-image';
import { seededRandom } from '../../../../src/shared/random';

const open: InferenceSession[] = [];
afterAll(() => Promise.all(open.map((session) => session.release())));

/** Only the scaling of an exported detector, as a file of its own. */
async function openReduction(longSide: number): Promise<InferenceSession> {
  const writer = new OnnxWriter();
  const { planes } = reducePhoto(writer, 'photo', longSide);
  writer.named(planes, 'planes');
  const photo = { name: 'photo', type: 'uint8', shape: ['height', 'width', 3] } as const;
  const result = { name: 'planes', type: 'float32', shape: [3, 'rows', 'columns'] } as const;
  const session = await InferenceSession.create(
    encodeModel({ graph: writer.finish('reduction', [photo], [result]) }),
    { intraOpNumThreads: 1 },
  );
  open.push(session);
  return session;
}

async function inGraph(session: InferenceSession, { data, width, height }: RgbImage): Promise<RgbImage> {
  const photo = new Tensor('uint8', Uint8Array.from(data), [height, width, 3]);
  const { planes } = await session.run({ photo });
  const [, rows = 0, columns = 0] = planes?.dims ?? [];
  const values = planes?.data as Float32Array;
  const pixels = Uint8Array.from({ length: values.length }, (_, index) => {
    const [pixel, channel] = [Math.floor(index / 3), index % 3];
    return values[channel * rows * columns + pixel] as number;
  });
  return { width: columns, height: rows, data: pixels };
}

async function inApp({ data, width, height }: RgbImage, longSide: number): Promise<RgbImage> {
  const bytes = await sharp(data, { raw: { width, height, channels: 3 } })
    .png({ compressionLevel: 0 })
    .toBuffer();
  return decodePicture({ file: 'noise.png', format: 'png', bytes }, { longSide });
}

function noise(width: number, height: number): RgbImage {
  const random = seededRandom(width * 7919 + height);
  return { width, height, data: Uint8Array.from({ length: width * height * 3 }, () => random() * 256) };
}

describe('an exported detector reduces a photo to the very pixels that the app sees', () => {
  it.each([
    ['a little', 300, 200, 256],
    ['to half', 512, 384, 256],
    ['portrait, by 3.9', 300, 500, 128],
    ['sides that do not divide', 641, 333, 256],
    ['by more than four, in two steps', 1000, 667, 128],
    ['by nine', 1203, 901, 128],
    ['to a narrow strip', 1400, 33, 128],
    ['not at all', 100, 90, 128],
    ['not at all, exactly', 128, 77, 128],
  ])('%s: %d × %d to %d', async (_, width, height, longSide) => {
    const image = noise(width, height);
    const app = await inApp(image, longSide);
    const graph = await inGraph(await openReduction(longSide), image);
    expect([graph.width, graph.height]).toEqual([app.width, app.height]);
    expect(Buffer.compare(Buffer.from(graph.data), Buffer.from(app.data))).toBe(0);
  });
});
