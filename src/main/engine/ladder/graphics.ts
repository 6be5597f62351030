import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { cpus, release } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

/** What this computer draws and may compute with besides its processor. */
export interface Graphics {
  /** Names of the cards, as far as the system tells. */
  readonly names: readonly string[];
  /** Differs where a card or its driver differs: what was found out with another one holds no longer. */
  readonly fingerprint: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Finds the graphics cards; none on computers that draw with the processor. */
export async function findGraphics(environment: Environment = process.env): Promise<Graphics> {
  const found = await findOn(process.platform, environment);
  const parts = [...found.names, ...found.drivers, process.platform, release()];
  return {
    names: [...new Set(found.names)],
    fingerprint: createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 16),
  };
}

interface Found {
  readonly names: readonly string[];
  readonly drivers: readonly string[];
}

function findOn(platform: NodeJS.Platform, environment: Environment): Promise<Found> | Found {
  switch (platform) {
    case 'win32':
      return findOnWindows();
    case 'darwin':
      // Apple's graphics belong to the processor, their drivers to the system.
      return { names: [cpus()[0]?.model ?? 'Apple graphics'], drivers: [] };
    default:
      return findOnLinux(environment, '/');
  }
}

/** Display adapters, under which Windows keeps each card's name and driver version. */
const WINDOWS_ADAPTERS =
  'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Class\\{4d36e968-e325-11ce-bfc1-08002be10318}';

async function findOnWindows(): Promise<Found> {
  try {
    const { stdout } = await promisify(execFile)('reg', ['query', WINDOWS_ADAPTERS, '/s'], {
      windowsHide: true,
      maxBuffer: 1 << 24,
    });
    return readAdapters(stdout);
  } catch {
    // A locked-down registry: a card may be there, its name is not known.
    return { names: ['Graphics card'], drivers: [] };
  }
}

/** Microsoft's stand-ins for a missing driver: they draw with the processor. */
const SOFTWARE_ADAPTERS = /^Microsoft (Basic|Remote) Display|^Microsoft Hyper-V Video/i;

/** Reads names and driver versions from what `reg query` prints. */
export function readAdapters(text: string): Found {
  const values = (name: string) =>
    [...text.matchAll(new RegExp(`^\\s+${name}\\s+REG_SZ\\s+(.+?)\\s*$`, 'gm'))].map(
      ([, value]) => value ?? '',
    );
  return {
    names: values('DriverDesc').filter((name) => !SOFTWARE_ADAPTERS.test(name)),
    drivers: values('DriverVersion'),
  };
}

/** PCI vendors of graphics. */
const VENDORS: Readonly<Record<string, string>> = {
  '0x1002': 'AMD graphics',
  '0x10de': 'NVIDIA graphics',
  '0x8086': 'Intel graphics',
};
/** Name files of Vulkan drivers, which take the place of all that are installed. */
const DRIVER_VARIABLES = ['VK_DRIVER_FILES', 'VK_ICD_FILENAMES'] as const;
const DRIVER_FOLDERS = ['usr/share/vulkan/icd.d', 'etc/vulkan/icd.d'] as const;

/** @param root folder that stands for the root of the file system. */
export function findOnLinux(environment: Environment, root: string): Found {
  const named = DRIVER_VARIABLES.map((name) => environment[name]).find((files) => files);
  const files = named
    ? named.split(':')
    : DRIVER_FOLDERS.flatMap((folder) => list(join(root, folder)).map((file) => join(root, folder, file)));
  const version = read(join(root, 'proc/driver/nvidia/version')).split('\n')[0] ?? '';
  return {
    names: named ? files.map((file) => `Vulkan driver ${basename(file, '.json')}`) : cardsOnLinux(root),
    drivers: [version, ...files.map((file) => `${file} ${modified(file)}`)],
  };
}

function cardsOnLinux(root: string): readonly string[] {
  const nvidia = list(join(root, 'proc/driver/nvidia/gpus')).flatMap((card) => {
    const about = read(join(root, 'proc/driver/nvidia/gpus', card, 'information'));
    return /^Model:\s*(.+?)\s*$/m.exec(about)?.[1] ?? [];
  });
  // Virtual screens have a card node too; only what can compute has a render node.
  const others = list(join(root, 'sys/class/drm'))
    .filter((node) => /^renderD\d+$/.test(node))
    .map((node) => read(join(root, 'sys/class/drm', node, 'device/vendor')).trim())
    .filter((vendor) => vendor !== '0x10de' || nvidia.length === 0)
    .map((vendor) => VENDORS[vendor] ?? 'Graphics card');
  const windows = existsSync(join(root, 'dev/dxg')) ? ['Graphics card of Windows'] : [];
  return [...nvidia, ...others, ...windows];
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function modified(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
