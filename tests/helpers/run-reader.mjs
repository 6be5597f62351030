import process from 'node:process';

/*
 * The built reader in plain Node, over a channel of `fork` in place of Electron's port. `electron` as its argument makes
 * it believe that it runs in Electron, where sharp is its WebAssembly build on Linux.
 */
const [reader, runtime] = process.argv.slice(2);
if (runtime === 'electron')
  Object.defineProperty(process, 'versions', { value: { ...process.versions, electron: '33.2.1' } });

const port = {
  on: (_event, listener) => process.on('message', (data) => listener({ data })),
  postMessage: (message) => process.send?.(message),
  start: () => undefined,
};
process.parentPort = { once: (_event, listener) => listener({ ports: [port] }) };
await import(reader);
