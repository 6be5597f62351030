import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { z } from 'zod';
import { eagerTileRunner } from '../detector/eager-tile-runner';
import { allowRemovedUtilities } from './removed-utilities';
import type { RungProbe } from './rung';

const PACKAGE = '@tensorflow/tfjs-node-gpu';
const requireInstalled = createRequire(import.meta.url);
const PROBE_LIMIT_MS = 30_000;

/** Where the NVIDIA driver keeps the library that every CUDA program loads. */
const DRIVER_LIBRARIES: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: [
    '/usr/lib/x86_64-linux-gnu/libcuda.so.1',
    '/usr/lib64/libcuda.so.1',
    '/usr/lib/libcuda.so.1',
    '/usr/lib/wsl/lib/libcuda.so.1',
  ],
  win32: ['C:\\Windows\\System32\\nvcuda.dll'],
};

const probeAnswerSchema = z.object({ gpu: z.boolean() });

/**
 * Looks whether TensorFlow's CUDA build can be used. Its native library ends the process when it fails, and
 * silently computes on the processor when CUDA's libraries are missing, so a child process tries it and
 * reports whether a GPU device is really there.
 */
export async function tensorflowGpu(): Promise<RungProbe> {
  const unavailable = (reason: string): RungProbe => ({ id: 'tfjs-node-gpu', available: false, reason });
  let entry: string;
  try {
    entry = requireInstalled.resolve(PACKAGE);
  } catch {
    return unavailable('TensorFlow for NVIDIA cards is not installed on this computer.');
  }
  const drivers = DRIVER_LIBRARIES[process.platform];
  if (!drivers) return unavailable('TensorFlow for NVIDIA cards exists for Windows and Linux only.');
  if (!drivers.some((file) => existsSync(file))) return unavailable('No NVIDIA driver was found.');
  const failure = await tryInChild(entry);
  if (failure) return unavailable(failure);
  return {
    id: 'tfjs-node-gpu',
    available: true,
    device: 'NVIDIA GPU (CUDA)',
    reason: 'An NVIDIA card with CUDA is there and TensorFlow computes on it.',
    openModel: (model) => {
      allowRemovedUtilities();
      requireInstalled(PACKAGE);
      return eagerTileRunner(model, 'tensorflow');
    },
    trains: false,
  };
}

/** Null where a GPU computed; otherwise why not. */
async function tryInChild(entry: string): Promise<string | null> {
  const script = `
    const util = require('node:util');
    util.isNullOrUndefined ??= (value) => value == null;
    util.isArray ??= Array.isArray;
    const tf = require(process.argv[1]);
    const sum = tf.sum(tf.ones([4])).dataSync()[0];
    console.log(JSON.stringify({ gpu: sum === 4 && tf.backend().isUsingGpuDevice === true }));
  `;
  try {
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', script, entry], {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', TF_CPP_MIN_LOG_LEVEL: '3' },
      timeout: PROBE_LIMIT_MS,
      windowsHide: true,
    });
    const answer = probeAnswerSchema.safeParse(JSON.parse(stdout.trim().split('\n').at(-1) ?? 'null'));
    if (answer.success && answer.data.gpu) return null;
    return 'TensorFlow found no usable CUDA device: CUDA 11.2 and cuDNN 8.1 have to be installed.';
  } catch {
    return 'TensorFlow could not be started on the NVIDIA card.';
  }
}
