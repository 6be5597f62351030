import { fileURLToPath } from 'node:url';

const root = new URL('../../node_modules/@tensorflow/', import.meta.url);

/**
 * The bundles that TensorFlow.js offers to Node carry no gradients: builds and tests take its ES modules instead.
 * They leave out file extensions, so a bundler has to read them; Node alone cannot.
 */
export const tensorflowModules = ['tfjs-core', 'tfjs-backend-cpu', 'tfjs-backend-wasm'].map((name) => ({
  find: new RegExp(`^@tensorflow/${name}$`),
  replacement: fileURLToPath(new URL(`${name}/dist/index.js`, root)),
}));

export const tensorflowPackages = /@tensorflow\/tfjs-(core|backend)/;

/** What is imported of these packages, for tools that bundle them beforehand: one bundle, or there would be two engines. */
export const tensorflowEntries = [
  '@tensorflow/tfjs-core',
  '@tensorflow/tfjs-core/dist/kernel_names',
  '@tensorflow/tfjs-core/dist/register_all_gradients',
  '@tensorflow/tfjs-backend-cpu',
  '@tensorflow/tfjs-backend-wasm',
];
