import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Has `rpmbuild` make an rpm of a folder.
 * @param {import('./fpm-options.mjs').FpmOptions} options
 * @param {string} stage the files as they will lie
 * @returns {boolean} whether it was made
 */
export function makeRpm(options, stage) {
  const { one } = options;
  const work = mkdtempSync(`${one('--package')}-`);
  try {
    const spec = join(work, 'macule.spec');
    writeFileSync(spec, specFile(options, stage));
    const args = ['-bb', '--quiet', '--target', one('--architecture'), '--define', `_topdir ${work}`, spec];
    if (spawnSync('rpmbuild', args, { stdio: 'inherit' }).status !== 0) return false;
    const made = readdirSync(join(work, 'RPMS'), { recursive: true, encoding: 'utf8' }).find((name) =>
      name.endsWith('.rpm'),
    );
    if (made === undefined) return false;
    renameSync(join(work, 'RPMS', made), one('--package'));
    return true;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Nothing of the app is to be stripped, rewritten or searched for what it needs: it ships as it was made. */
const AS_IT_IS = `%global __os_install_post %{nil}
%global _build_id_links none
%global debug_package %{nil}
%global _binary_payload w4T0.xzdio
AutoReqProv: no
`;

/**
 * @param {import('./fpm-options.mjs').FpmOptions} options
 * @param {string} stage
 */
function specFile({ one, all }, stage) {
  const script = (/** @type {string} */ option) => {
    const file = one(option);
    // A per cent sign would be a macro.
    return file === '' ? '' : readFileSync(file, 'utf8').replaceAll('%', '%%');
  };
  const summary = one('--rpm-summary') || one('--description').split('\n', 1)[0];
  return `Name: ${one('--name')}
Version: ${one('--version')}
Release: 1
Summary: ${summary}
License: ${one('--license')}
URL: ${one('--url')}
Vendor: ${one('--vendor')}
${all('-d')
  .map((need) => `Requires: ${need}\n`)
  .join('')}${AS_IT_IS}
%description
${one('--description')}

%install
mkdir -p %{buildroot}
cp -a ${stage}/. %{buildroot}/

%post
${script('--after-install')}

# An update removes the version before last: what belongs to the new one stays.
%postun
if [ "$1" = 0 ]; then
${script('--after-remove')}
fi

%files
%defattr(-,root,root,-)
${filesOf(stage)
  .map((file) => `"${file}"`)
  .join('\n')}
`;
}

/**
 * Files, and the folders that are the app's own; those of the system are others'.
 * @param {string} stage
 */
function filesOf(stage) {
  return [
    ...readdirSync(join(stage, 'opt')).map((name) => `/opt/${name}`),
    ...readdirSync(join(stage, 'usr'), { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name).slice(stage.length)),
  ];
}
