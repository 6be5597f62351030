import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { BootstrapFailure } from '../bootstrap/failure.mjs';
import { repository } from '../bootstrap/folders.mjs';
import { anyNodeHeaders } from '../bootstrap/node-headers.mjs';
import { lastLines, run } from '../bootstrap/run.mjs';
import { C_LIBRARY, FRAMEWORK_LIBRARY } from './find-tensorflow.mjs';

/** The Node-API that the package's loader looks for on every Node from 12.22 on. */
const NAPI = 8;

/**
 * Lays out what the binding's build expects, and builds it with node-gyp.
 * @param {string} work folder that everything is built in
 * @param {string} source folder of the binding's package
 * @param {string} tensorflow folder of TensorFlow's Python package
 */
export async function compileBinding(work, source, tensorflow) {
  const headers = anyNodeHeaders();
  if (headers === undefined) {
    throw new BootstrapFailure(
      `there are no C headers of Node beside ${process.execPath}, nor in /usr/include/node or /usr/local/include/node.`,
      'Run this with a Node from nodejs.org’s archive, which brings them, or install your system’s headers for Node.',
    );
  }
  layOut(work, join(source, 'deps'), tensorflow);
  const gyp = createRequire(join(repository, 'package.json')).resolve('node-gyp/bin/node-gyp.js');
  const target = join(source, `lib/napi-v${NAPI}`);
  const variables = [
    `--nodedir=${headers}`,
    '--module_name=tfjs_binding',
    `--module_path=${target}`,
    `--napi_build_version=${NAPI}`,
  ];
  const built = await run(process.execPath, [gyp, 'rebuild', '--release', ...variables], {
    cwd: source,
    env: { ...process.env, LDFLAGS: `-L${join(source, 'deps/link')}`, JOBS: 'max' },
  });
  if (!built.ok || !existsSync(join(target, 'tfjs_binding.node'))) {
    throw new BootstrapFailure('compiling TensorFlow’s Node binding failed:', lastLines(built.output, 40));
  }
  for (const part of ['build', 'deps/link', 'deps/include']) rmSync(join(source, part), { recursive: true });
}

/**
 * `deps/lib` leads to TensorFlow's own folder, so that its libraries find their neighbours (such as CUDA's) from
 * where they were installed; `deps/link` has them under the names that the linker asks for.
 * @param {string} work
 * @param {string} deps
 * @param {string} tensorflow
 */
function layOut(work, deps, tensorflow) {
  mkdirSync(join(deps, 'link'), { recursive: true });
  link(work, tensorflow, join(deps, 'lib'));
  link(work, join(tensorflow, 'include'), join(deps, 'include'));
  link(work, join(tensorflow, C_LIBRARY), join(deps, 'link/libtensorflow.so'));
  link(work, join(tensorflow, FRAMEWORK_LIBRARY), join(deps, 'link/libtensorflow_framework.so'));
}

/**
 * A link that still leads there once the folder that is being built has its final name.
 * @param {string} work
 * @param {string} target
 * @param {string} path
 */
function link(work, target, path) {
  const outside = relative(work, target).startsWith('..');
  symlinkSync(outside ? target : relative(dirname(path), target), path);
}
