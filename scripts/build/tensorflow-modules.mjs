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
