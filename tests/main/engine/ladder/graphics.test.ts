import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { findOnLinux, readAdapters } from '../../../../src/main/engine/ladder/graphics';
import { temporaryFolder } from '../../../helpers/temporary-folder';

const folder = temporaryFolder();
afterAll(() => folder.remove());

/** A file system with these files. */
async function root(name: string, files: Readonly<Record<string, string>>): Promise<string> {
  const place = join(folder.path, name);
  for (const [file, content] of Object.entries(files)) {
    await mkdir(dirname(join(place, file)), { recursive: true });
    await writeFile(join(place, file), content);
  }
  return place;
}

it('finds nothing where only a virtual screen is', async () => {
  const place = await root('server', { 'sys/class/drm/card0/device/vendor': '0x1234\n' });
  expect(findOnLinux({}, place).names).toEqual([]);
});

it('names cards that can compute, NVIDIA’s by their model, and notices another driver', async () => {
  const place = await root('desktop', {
    'sys/class/drm/renderD128/device/vendor': '0x8086\n',
    'sys/class/drm/renderD129/device/vendor': '0x10de\n',
    'proc/driver/nvidia/version': 'NVRM version: 550.1\nGCC version: 12\n',
    'proc/driver/nvidia/gpus/0000:01:00.0/information': 'Model: \t\t NVIDIA GeForce RTX 3060\nIRQ: 1\n',
    'usr/share/vulkan/icd.d/intel_icd.json': '{}',
  });
  const found = findOnLinux({}, place);
  expect(found.names).toEqual(['NVIDIA GeForce RTX 3060', 'Intel graphics']);
  expect(found.drivers[0]).toBe('NVRM version: 550.1');
  await utimes(join(place, 'usr/share/vulkan/icd.d/intel_icd.json'), 5, 5);
  expect(findOnLinux({}, place).drivers).not.toEqual(found.drivers);
});

it('takes a driver that is named in the environment for all there is', async () => {
  const place = await root('named', { 'sys/class/drm/renderD128/device/vendor': '0x8086' });
  const found = findOnLinux({ VK_ICD_FILENAMES: '/x/software.json' }, place);
  expect(found.names).toEqual(['Vulkan driver software']);
});

it('reads Windows’ registry, without the adapters that draw with the processor', () => {
  const text = [
    'HKEY_LOCAL_MACHINE\\SYSTEM\\…\\0000',
    '    DriverDesc    REG_SZ    NVIDIA GeForce RTX 3060',
    '    DriverVersion    REG_SZ    32.0.15.6603',
    'HKEY_LOCAL_MACHINE\\SYSTEM\\…\\0001',
    '    DriverDesc    REG_SZ    Microsoft Basic Display Adapter',
    '    DriverVersion    REG_SZ    10.0.19041.1',
  ].join('\r\n');
  expect(readAdapters(text)).toEqual({
    names: ['NVIDIA GeForce RTX 3060'],
    drivers: ['32.0.15.6603', '10.0.19041.1'],
  });
});
