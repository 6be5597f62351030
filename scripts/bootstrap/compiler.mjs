import { BootstrapFailure } from './failure.mjs';
import { installSystemPackages } from './debian.mjs';
import { run } from './run.mjs';

const TOOLS = [
  { command: 'g++', package: 'g++' },
  { command: 'make', package: 'make' },
  { command: 'python3', package: 'python3' },
];

/** Sees to what node-gyp needs: a C++ compiler, make and Python. */
export async function ensureCompiler() {
  if (process.platform === 'win32') return; // node-gyp finds Visual Studio by itself and says so when it is missing.
  const missing = await missingTools();
  if (missing.length === 0) return;
  if (process.platform === 'darwin') {
    throw new BootstrapFailure(
      'compiling SQLite needs Apple’s command line tools.',
      'Run: xcode-select --install',
    );
  }
  await installSystemPackages(
    'compiling SQLite',
    missing.map((tool) => [tool.package]),
  );
}

async function missingTools() {
  const found = await Promise.all(TOOLS.map(({ command }) => run(command, ['--version'])));
  return TOOLS.filter((_, index) => found[index]?.ok !== true);
}
