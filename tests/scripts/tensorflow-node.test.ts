import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  C_LIBRARY,
  findTensorflow,
  FRAMEWORK_LIBRARY,
} from '../../scripts/tensorflow-node/find-tensorflow.mjs';
import { readOptions } from '../../scripts/tensorflow-node/options.mjs';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'macule-tensorflow-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('options of npm run tensorflow-node', () => {
  it('takes paths relative to where the command was typed', () => {
    const options = readOptions(
      ['--tensorflow', 'tf.whl', '--into', 'built', '--release', '2.16.2'],
      '/home/me',
    );
    expect(options).toEqual({ tensorflow: '/home/me/tf.whl', into: '/home/me/built', release: '2.16.2' });
  });
  it('says what it takes where it is asked, or given something else', () => {
    expect(readOptions(['--help'], '/')).toBeUndefined();
    expect(() => readOptions(['--gpu'], '/')).toThrow(/--gpu.*--tensorflow <path>/s);
  });
});

describe('the TensorFlow that is compiled against', () => {
  const find = (tensorflow: string) => findTensorflow({ tensorflow, release: undefined, into: '' }, folder);

  it('is found in a virtual environment, in site-packages, and as the package itself', async () => {
    const sitePackages = join(folder, 'venv/lib/python3.11/site-packages');
    const tensorflow = join(sitePackages, 'tensorflow');
    await mkdir(join(tensorflow, 'include/tensorflow/c/eager'), { recursive: true });
    for (const name of [C_LIBRARY, FRAMEWORK_LIBRARY, 'include/tensorflow/c/eager/c_api.h']) {
      await writeFile(join(tensorflow, name), '');
    }
    for (const place of [join(folder, 'venv'), sitePackages, tensorflow]) {
      expect(await find(place)).toBe(tensorflow);
    }
  });
  it('is refused where the package is too old to hold a C library', async () => {
    const old = join(folder, 'old');
    await mkdir(old);
    await writeFile(join(old, FRAMEWORK_LIBRARY), '');
    await expect(find(old)).rejects.toThrow(/lacks libtensorflow_cc\.so\.2.*2\.12 or newer/s);
  });
  it('is refused where there is nothing, or something else', async () => {
    await expect(find(join(folder, 'nowhere'))).rejects.toThrow('there is no');
    const broken = join(folder, 'broken.whl');
    await writeFile(broken, 'no archive');
    await expect(find(broken)).rejects.toThrow('not a ZIP archive');
  });
});
