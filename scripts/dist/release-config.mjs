/** @typedef {Readonly<Record<string, string | undefined>>} Environment */

/**
 * What a release adds to electron-builder's configuration, as far as the surroundings give it: where updates come from,
 * what is new, and signatures. Nothing that is missing is an error: packages are then unsigned, or without updates.
 * @param {Record<string, any>} config
 * @param {Environment} env
 * @param {{version: string, changelog: string}} release
 * @returns {Record<string, any>}
 */
export function releaseConfig(config, env, { version, changelog }) {
  const url = env['MACULE_UPDATE_URL'];
  return {
    ...config,
    releaseInfo: { releaseNotes: notesOf(changelog, version) },
    // Without an address no package carries one, and the app says that it was built without updates.
    publish: url ? [{ provider: 'generic', url, channel: 'latest' }] : null,
    win: { ...config['win'], ...azureSigning(env), ...(isSignedForWindows(env) ? {} : { publish: null }) },
    mac: { ...config['mac'], ...appleSigning(env) },
  };
}

/**
 * One version's part of the change log, for people who decide on an update.
 * @param {string} changelog Markdown with a heading of level 2 for each version
 * @param {string} version
 */
export function notesOf(changelog, version) {
  const parts = changelog.split(/^## /m).slice(1);
  const own = parts.find((part) => part.split(/[\s\]]/, 1)[0]?.replace('[', '') === version);
  return own === undefined ? '' : own.slice(own.indexOf('\n') + 1).trim();
}

const AZURE = /** @type {const} */ ({
  endpoint: 'AZURE_SIGNING_ENDPOINT',
  codeSigningAccountName: 'AZURE_SIGNING_ACCOUNT',
  certificateProfileName: 'AZURE_SIGNING_PROFILE',
  publisherName: 'AZURE_SIGNING_PUBLISHER',
});
const AZURE_LOGIN = ['AZURE_TENANT_ID', 'AZURE_CLIENT_ID', 'AZURE_CLIENT_SECRET'];

/**
 * An unsigned app could not tell an update of ours from anybody's: on Windows it gets none.
 * @param {Environment} env
 */
const isSignedForWindows = (env) => [...Object.values(AZURE), ...AZURE_LOGIN].every((name) => env[name]);

/** @param {Environment} env */
function azureSigning(env) {
  if (!isSignedForWindows(env)) return {};
  return {
    azureSignOptions: Object.fromEntries(Object.entries(AZURE).map(([option, name]) => [option, env[name]])),
  };
}

/** @param {Environment} env */
function appleSigning(env) {
  // Without a certificate Apple's processors still demand a signature: an ad-hoc one.
  if (!env['CSC_LINK']) return { identity: '-', hardenedRuntime: false, notarize: false };
  return { notarize: ['APPLE_API_KEY', 'APPLE_API_KEY_ID', 'APPLE_API_ISSUER'].every((name) => env[name]) };
}
