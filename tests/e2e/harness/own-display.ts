import { environment } from './environment';

/** Apps that run at the same time are shown each on a display of its own: there is one focus to a display. */
const { displays } = environment;
const place = Number(process.env['VITEST_POOL_ID']) - 1;
Object.assign(process.env, displays[place % displays.length]);
