import { resolve } from 'node:path';

/** The probe as it is built: children run it in plain Node. */
export const BUILT_PROBE = resolve(import.meta.dirname, '../../out/main/probe.js');
