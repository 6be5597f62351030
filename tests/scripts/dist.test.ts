import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { expect, it, describe } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { notices, shippedPackages } from '../../scripts/dist/notices.mjs';
import { notesOf, releaseConfig } from '../../scripts/dist/release-config.mjs';
import { shippedBill } from '../../scripts/dist/shipped-bill.mjs';

const repository = resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(repository, file), 'utf8');
const ownConfig = (): Record<string, unknown> =>
  z.record(z.string(), z.unknown()).parse(parse(read('electron-builder.yml')));

/** electron-builder's own check of its configuration. */
const validate = async (config: Record<string, unknown>): Promise<void> => {
  const load = createRequire(import.meta.url);
  const { validateConfiguration } = load('app-builder-lib/out/util/config/config') as {
    readonly validateConfiguration: (config: unknown, logger: object) => Promise<void>;
  };
  await validateConfiguration(config, { isEnabled: false, add: () => undefined });
};

type Processor = 'x64' | 'arm64';
type System = 'linux' | 'mac' | 'win';
const packaging = z.object({ files: z.array(z.string()).default([]) }).loose();

/** For which processors electron-builder packages, by its own reckoning. */
function processors(system: System, asked: readonly Processor[]): readonly string[] {
  const load = createRequire(import.meta.url);
  const { Arch } = load('builder-util') as {
    readonly Arch: Readonly<Record<string | number, string | number>>;
  };
  const { computeArchToTargetNamesMap } = load('app-builder-lib/out/targets/targetFactory') as {
    readonly computeArchToTargetNamesMap: (
      asked: ReadonlyMap<unknown, readonly string[]>,
      packager: object,
    ) => ReadonlyMap<number, readonly string[]>;
  };
  const made = computeArchToTargetNamesMap(new Map(asked.map((arch) => [Arch[arch], []])), {
    platformSpecificBuildOptions: ownConfig()[system],
  });
  return [...made.keys()].map((arch) => String(Arch[arch]));
}

/** Whether a package holds sharp's WebAssembly build. */
function holdsWebAssembly(system: System): boolean {
  const builder = createRequire(createRequire(import.meta.url).resolve('app-builder-lib/package.json'));
  const { minimatch } = builder('minimatch') as {
    readonly minimatch: (path: string, pattern: string, options: object) => boolean;
  };
  const patterns = [packaging.parse(ownConfig()).files, packaging.parse(ownConfig()[system]).files].flat();
  const outside = patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1));
  const folder = join(repository, 'node_modules/@img/sharp-wasm32/lib');
  const files = readdirSync(folder).map((name) => `node_modules/@img/sharp-wasm32/lib/${name}`);
  expect(files.length).toBeGreaterThan(1);
  return !files.some((file) => outside.some((pattern) => minimatch(file, pattern, { dot: true })));
}

const RELEASE = {
  version: '2.0.0',
  changelog: '# Changes\n\n## 2.0.0\n\n- Better.\n\n## 1.0.0\n\n- Good.\n',
};
const AZURE = {
  AZURE_TENANT_ID: 't',
  AZURE_CLIENT_ID: 'c',
  AZURE_CLIENT_SECRET: 's',
  AZURE_SIGNING_ENDPOINT: 'https://sign.example',
  AZURE_SIGNING_ACCOUNT: 'account',
  AZURE_SIGNING_PROFILE: 'profile',
  AZURE_SIGNING_PUBLISHER: 'The Macule authors',
};

describe('packages', () => {
  it('are configured as electron-builder understands it, signed or not', async () => {
    await validate(releaseConfig(ownConfig(), {}, RELEASE));
    const env = { ...AZURE, MACULE_UPDATE_URL: 'https://updates.example', CSC_LINK: 'x' };
    await validate(releaseConfig(ownConfig(), env, RELEASE));
    await expect(validate({ ...ownConfig(), nonsense: true })).rejects.toThrow(/nonsense/);
  });

  it('lock the app down by fuses, and leave the data of patients where it is', () => {
    expect(ownConfig()).toMatchObject({
      electronFuses: {
        runAsNode: false,
        enableNodeOptionsEnvironmentVariable: false,
        enableNodeCliInspectArguments: false,
        enableEmbeddedAsarIntegrityValidation: true,
        onlyLoadAppFromAsar: true,
      },
      win: { verifyUpdateCodeSignature: true },
      nsis: { deleteAppDataOnUninstall: false, perMachine: false, oneClick: false },
    });
  });

  // The machines of .github/workflows, and the processors that `npm run dist` and `dist:linux` ask for there.
  it.each<readonly [System, Processor, readonly Processor[]]>([
    ['linux', 'x64', ['x64']],
    ['linux', 'arm64', ['arm64']],
    ['mac', 'arm64', ['arm64']],
    ['win', 'x64', ['x64', 'arm64']],
  ])('for %s, made on %s, are for %j and open pictures there', (system, machine, asked) => {
    expect(processors(system, asked)).toEqual(asked);
    // npm installs the native decoder for the machine alone, and Electron on Linux cannot use it at all.
    const isNative = system !== 'linux' && asked.every((arch) => arch === machine);
    expect(isNative || holdsWebAssembly(system)).toBe(true);
  });

  it('are signed only where everything that it takes is there', () => {
    const unsigned = releaseConfig(ownConfig(), { ...AZURE, AZURE_CLIENT_SECRET: '' }, RELEASE);
    expect(unsigned['win']).not.toHaveProperty('azureSignOptions');
    expect(unsigned['win']).toMatchObject({ publish: null });
    expect(unsigned['mac']).toMatchObject({ identity: '-', notarize: false });
    const signed = releaseConfig(ownConfig(), { ...AZURE, CSC_LINK: 'x', APPLE_API_KEY: 'k' }, RELEASE);
    expect(signed['win']).toMatchObject({ azureSignOptions: { publisherName: 'The Macule authors' } });
    expect(signed['win']).not.toHaveProperty('publish');
    expect(signed['mac']).not.toHaveProperty('identity');
    expect(signed['mac']).toMatchObject({ notarize: false });
    const all = { APPLE_API_KEY: 'k', APPLE_API_KEY_ID: 'i', APPLE_API_ISSUER: 'j', CSC_LINK: 'x' };
    expect(releaseConfig(ownConfig(), all, RELEASE)['mac']).toMatchObject({ notarize: true });
  });

  it('carry an address for updates only where one is given, and what is new', () => {
    expect(releaseConfig(ownConfig(), {}, RELEASE)['publish']).toBeNull();
    const { publish, releaseInfo } = releaseConfig(
      ownConfig(),
      { MACULE_UPDATE_URL: 'https://u.example' },
      RELEASE,
    );
    expect(publish).toEqual([{ provider: 'generic', url: 'https://u.example', channel: 'latest' }]);
    expect(releaseInfo).toEqual({ releaseNotes: '- Better.' });
  });
});

it('the change log tells of the version that is being made', () => {
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(read('package.json')));
  expect(notesOf(read('CHANGELOG.md'), version).length).toBeGreaterThan(50);
  expect(notesOf(RELEASE.changelog, '3.0.0')).toBe('');
});

describe('notices', () => {
  it('name what the window and main are built from, with its licence', () => {
    const shipped = shippedPackages();
    const names = shipped.map(({ name }) => name);
    const ofWindow = ['react', 'react-dom', 'uplot', 'zustand', 'lucide-react', 'd3-zoom'];
    const ofMain = [
      'zod',
      'h5wasm',
      'onnxruntime-node',
      'better-sqlite3-multiple-ciphers',
      'sharp',
      '@tensorflow/tfjs-core',
    ];
    expect(names).toEqual(expect.arrayContaining([...ofWindow, ...ofMain]));
    expect(names).not.toContain('eslint');
    expect(names).not.toContain('typescript');
    const text = notices();
    for (const { name, version } of shipped) expect(text).toContain(`${name} ${version}\n\nLicence: `);
  });

  it('know no licence that would bind Macule’s own code', () => {
    const strict = shippedPackages().filter(({ licence }) => /(^|[^L])A?GPL/.test(licence));
    expect(strict.map(({ name, licence }) => `${name}: ${licence}`)).toEqual([]);
  });
});

it('the bill of materials lists what ships, tools excluded', () => {
  const component = (ref: string, name: string, group?: string): Record<string, unknown> => ({
    ...{ 'bom-ref': ref, name, ...(group ? { group } : {}), version: '1.0.0' },
    properties: [{ name: 'cdx:npm:package:development', value: 'true' }],
  });
  const bill = {
    metadata: { component: { 'bom-ref': 'macule' } },
    components: [component('r', 'react'), component('x', 'dialog', '@ui'), component('e', 'eslint')],
    dependencies: [{ ref: 'macule', dependsOn: ['r', 'e'] }, { ref: 'e' }],
  };
  const shipped = [
    { name: 'react', version: '1.0.0' },
    { name: '@ui/dialog', version: '1.0.0' },
  ];
  const short = shippedBill(bill, shipped);
  expect(short['components']).toMatchObject([
    { name: 'react', scope: 'required', properties: [] },
    { name: 'dialog' },
  ]);
  expect(short['dependencies']).toEqual([{ ref: 'macule', dependsOn: ['r'] }]);
});

it('the workflow takes no action that can change behind its name', () => {
  const workflow = read('.github/workflows/ci.yml');
  expect(z.object({ jobs: z.record(z.string(), z.unknown()) }).parse(parse(workflow)).jobs).toBeDefined();
  const used = [...workflow.matchAll(/uses: *(\S+)/g)].map(([, name]) => name);
  expect(used.length).toBeGreaterThan(5);
  expect(used.filter((name) => !/^actions\/[a-z-]+@[0-9a-f]{40}$/.test(name ?? ''))).toEqual([]);
});
