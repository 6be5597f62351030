import { dropUnused } from '../graph/drop-unused';
import type { Pass } from './pass';

/** Drops nodes and constants that no output needs. */
export const dropUnusedNodes: Pass = { name: 'drop unused nodes', run: dropUnused };
