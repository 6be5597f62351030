import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** The Node bundles of TensorFlow.js carry no gradients: everything here uses its ES modules instead. */
export const tensorflowModules = ['tfjs-core', 'tfjs-backend-cpu', 'tfjs-backend-wasm'].map((name) => ({
  find: new RegExp(`^@tensorflow/${name}$`),
  replacement: fileURLToPath(new URL(`node_modules/@tensorflow/${name}/dist/index.js`, import.meta.url)),
}));

export default defineConfig({
  resolve: { alias: tensorflowModules },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'tests/**/*.test.{ts,tsx}'],
    exclude: ['tests/e2e/**', 'node_modules/**', 'out/**'],
    server: { deps: { inline: [/@tensorflow\/tfjs-(core|backend)/] } },
  },
});
