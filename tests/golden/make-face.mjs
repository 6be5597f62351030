// Makes face.json: what TensorFlow.js's own graph executor says of the shipped face networks.
// npm install @tensorflow/tfjs@4.22.0 in a folder of its own, then: node make-face.mjs <that folder> <repository>
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';

const [packages, repository] = process.argv.slice(2);
const tf = createRequire(join(packages, 'package.json'))('@tensorflow/tfjs');

const wave = (count) =>
  Float32Array.from({ length: count }, (_, index) => 0.5 + 0.5 * Math.sin(index * 0.37));

async function run(name, side, [black, white]) {
  const folder = join(repository, 'assets/pretrained/face');
  const { modelTopology, weightsManifest } = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
  const bytes = readFileSync(join(folder, `${name}.bin`));
  const model = await tf.loadGraphModel(
    tf.io.fromMemory({
      modelTopology,
      weightSpecs: weightsManifest[0].weights,
      weightData: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength),
    }),
  );
  const picture = tf
    .tensor4d(wave(side * side * 3), [1, side, side, 3])
    .mul(white - black)
    .add(black);
  const names = model.outputNodes.toSorted((a, b) => a.localeCompare(b));
  const outputs = model.execute(picture, names);
  return names.map((output, index) => {
    const values = [...outputs[index].dataSync()];
    const step = Math.max(1, Math.floor(values.length / 60));
    return { output, size: values.length, step, values: values.filter((_, at) => at % step === 0) };
  });
}

const golden = {
  blazeface: await run('blazeface', 256, [-1, 1]),
  facemesh: await run('facemesh', 192, [0, 1]),
};
writeFileSync(join(repository, 'tests/golden/face.json'), `${JSON.stringify(golden)}\n`);
